import type { GenerateOptions, Generation, LanguageModel, ReplySchema } from '@dln/llm';
import { promptText } from '@dln/llm';
import { createTemplate } from '@dln/templates';
import { createValueCheck, loadNetwork, type NetworkFile, type SavedTemplate } from '@dln/vi';
import { createExportError } from './create-export-error.ts';

/**
 * A piece of a prompt: text, the place of the network's input or of the text of the layer below, or
 * pieces that lose the blanks at their ends.
 */
export type PromptPart =
  | { readonly text: string }
  | { readonly slot: 'input' | 'hidden' }
  | { readonly group: readonly PromptPart[] };

/** A layer as an export carries it. */
export interface ExportedLayer {
  readonly parts: readonly PromptPart[];
  readonly maxTokens: number;
  readonly stop: readonly string[];
  /** The JSON that the layer writes; undefined for any text. */
  readonly outputSchema: ReplySchema | undefined;
}

/** What all exports are written from. */
export interface ExportPlan {
  readonly name: string;
  readonly layers: readonly ExportedLayer[];
  /** The first of several layers does not see the answer options. */
  readonly cutsOptions: boolean;
  readonly api: 'chat' | 'completions';
  /** The model that the network was trained with. */
  readonly model: string;
  /** `[class][synonym]`; undefined for free texts. */
  readonly classes: readonly (readonly string[])[] | undefined;
  /** The output is the class that the last text names; otherwise the text itself. */
  readonly readsClasses: boolean;
  /** What the export does differently from the network; a sentence each. */
  readonly notes: readonly string[];
}

const MARKS = { input: 'DlnInputMark7f3a', hidden: 'DlnHiddenMark7f3a' } as const;

/** Texts that each prompt must carry unchanged. */
const PROBES: readonly { readonly input: string; readonly hidden: string }[] = [
  { input: 'One line.', hidden: 'a hidden text' },
  { input: 'Title: <b>A</b>\n\nBody {{ x }} & "more"\n', hidden: '{% if %} two\nlines' },
  { input: '  blanks\tand É  ', hidden: 'ÉÉ' },
];

/**
 * Reads from a network what exports need. The prompts are those that the network sends: it runs on
 * a model that notes them.
 *
 * @throws RunFileError if a template does more with the input than insert it
 */
export async function planExport(file: NetworkFile, name: string): Promise<ExportPlan> {
  const bare = file.layers.map((layer) => ({ ...layer, residualTemplate: null }));
  const marked = await runLayers({ ...file, layers: bare }, MARKS);
  const layers = marked.map(({ prompt, maxTokens, stop }, index): ExportedLayer => {
    const residual = readResidual(file.layers[index]?.residualTemplate ?? null);
    const parts = splitPrompt(prompt).map((part) =>
      residual && 'slot' in part && part.slot === 'hidden' ? residual : part,
    );
    return { parts, maxTokens, stop, outputSchema: file.layers[index]?.outputSchema };
  });
  for (const probe of PROBES)
    for (const [index, { prompt }] of (await runLayers(file, probe)).entries())
      if (fillPrompt(layers[index]?.parts ?? [], probe) !== prompt)
        throw createExportError(
          `The template of layer ${index + 1} changes its input, and an export can only insert it. Use the network through loadNetwork, or serve it.`,
        );
  const last = file.layers.at(-1);
  const { api, format, model = file.trainedWith.forward } = file.calling ?? {};
  const isPlain = api === 'completions' || (api === 'in-process' && format !== 'chat');
  return {
    name,
    layers,
    cutsOptions: file.stripOptions && layers.length > 1,
    api: isPlain ? 'completions' : 'chat',
    model,
    classes: last?.outputClasses?.map((names) => names.split('|')),
    readsClasses: last?.writesClasses === true,
    notes: describeLosses(file),
  };
}

/** A prompt with its slots filled, without blanks at its ends. */
function fillPrompt(
  parts: readonly PromptPart[],
  texts: { readonly input: string; readonly hidden: string },
): string {
  const filled = parts.map((part) => {
    if ('group' in part) return fillPrompt(part.group, texts);
    return 'slot' in part ? texts[part.slot] : part.text;
  });
  return filled.join('').replace(leadingBlanks, '').replace(trailingBlanks, '');
}

/** The placeholder of a hidden text: the residual template, which may add blanks. */
function readResidual(template: SavedTemplate | null): PromptPart | undefined {
  if (template === null) return undefined;
  const { name, version, text } = template;
  const residual = createTemplate({ name, version, text, source: 'a saved network' });
  return { group: splitPrompt(residual.render({ input: MARKS.input, output: MARKS.hidden })) };
}

/**
 * The blanks that templates strip: those of Python's `str.strip()`. As source, for exported
 * modules.
 */
export const BLANK = String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const leadingBlanks = new RegExp(`^${BLANK}+`, 'u');
const trailingBlanks = new RegExp(`${BLANK}+$`, 'u');

interface SentPrompt {
  readonly prompt: string;
  readonly maxTokens: number;
  readonly stop: readonly string[];
}

/** What each layer sends for an input, if every layer below the last writes `hidden`. */
async function runLayers(
  file: NetworkFile,
  { input, hidden }: { readonly input: string; readonly hidden: string },
): Promise<readonly SentPrompt[]> {
  const sent: SentPrompt[] = [];
  const note = (prompt: string, { maxTokens = 0, stop = [] }: GenerateOptions): Generation => {
    sent.push({ prompt, maxTokens, stop });
    return {
      text: hidden,
      finishReason: 'stop',
      usage: { promptTokens: 0, completionTokens: 0 },
    };
  };
  const model: LanguageModel = {
    id: 'export',
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: false },
    countTokens: () => 0,
    generate: async (requests, options = {}) =>
      requests.map(({ prompt }) => note(promptText(prompt), options)),
  };
  // The model writes no JSON, so that a network with an output schema has no answer.
  const network = loadNetwork(file, { model, checkSchema: createValueCheck });
  await network.predict([input], { onFailure: 'return' });
  return sent;
}

function splitPrompt(prompt: string): readonly PromptPart[] {
  const slots = { [MARKS.input]: 'input', [MARKS.hidden]: 'hidden' } as const;
  return prompt
    .split(new RegExp(`(${MARKS.input}|${MARKS.hidden})`, 'u'))
    .filter((text) => text !== '')
    .map((text) =>
      text === MARKS.input || text === MARKS.hidden ? { slot: slots[text] } : { text },
    );
}

function describeLosses({ layers, calling }: NetworkFile): readonly string[] {
  const last = layers.at(-1);
  const isScored = last?.writesClasses === true;
  const isCalibrated = last?.calibration !== undefined;
  return [
    ...(isScored
      ? [
          `The network takes the class with the largest log-probability${isCalibrated ? ', calibrated' : ''}. The export generates an answer and reads the class from it, so that some answers differ.`,
        ]
      : []),
    ...(last?.outputSchema
      ? [
          'The network checks each answer against its output schema. The export reads the JSON, and leaves the check to the server or to you.',
        ]
      : []),
    ...(calling === undefined || calling.api === 'other'
      ? [
          'The file does not say how the model was called. The export sends each prompt as a user message.',
        ]
      : []),
  ];
}
