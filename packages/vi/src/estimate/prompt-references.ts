import type { TemplateVariables } from '@dln/templates';
import type { Layer, Layers } from '../layers/layer.ts';
import { keepAll } from './keep-all.ts';
import { withoutNumbers } from './made-up-text.ts';

/** Stands for a prompt: `⟦number⟧`, in characters that no text of people has. */
const REFERENCE = /\ue002(\d+)\ue003/gu;
const OPEN = '\ue002';
const CLOSE = '\ue003';

/**
 * A prompt that a layer reads, without the numbers of made-up texts: prompts that differ in these
 * only share it.
 */
export interface SharedPrompt {
  readonly text: string;
  /** A hidden layer reads it. */
  readonly isHidden: boolean;
}

/**
 * Prompts in short form. A run asks hundreds of thousands of questions about prompts most of which
 * differ in made-up texts only: a reference tells them apart, and what they share is rendered and
 * counted once.
 */
export interface PromptReferences {
  /**
   * The layers, with templates that render references in place of prompts. Equal variables have one
   * reference.
   */
  readonly layers: Layers;
  /** The same of layers that may stand in the place of the last one. */
  readonly alternatives: readonly Layer[];
  /** The prompt at the beginning of a text, and what follows it; undefined for another text. */
  readonly split: (
    text: string,
  ) =>
    | { readonly prompt: SharedPrompt; readonly reference: string; readonly rest: string }
    | undefined;
  /** A text with prompts in place of references. */
  readonly expand: (text: string) => string;
}

/** References to the prompts that the layers will render. */
export function createPromptReferences(
  layers: Layers,
  alternatives: readonly Layer[] = [],
): PromptReferences {
  const prompts: SharedPrompt[] = [];
  const expand = (text: string): string =>
    text.includes(OPEN)
      ? text.replace(REFERENCE, (_, number: string) => promptAt(prompts, number).text)
      : text;
  // Examples of few-shot prompts are rendered one by one, so that an input holds references.
  const share = keepAll((text: string) => withoutNumbers(expand(text)));
  const refer = (prompt: SharedPrompt): string => `${OPEN}${prompts.push(prompt) - 1}${CLOSE}`;
  const last = layers.length - 1;
  return {
    layers: layers.map((layer, index) =>
      referring(layer, { isHidden: index < last, share, refer }),
    ) as unknown as Layers,
    alternatives: alternatives.map((layer) => referring(layer, { isHidden: false, share, refer })),
    split: (text) => {
      if (!text.startsWith(OPEN)) return undefined;
      const end = text.indexOf(CLOSE) + 1;
      const prompt = promptAt(prompts, text.slice(1, end - 1));
      return { prompt, reference: text.slice(0, end), rest: text.slice(end) };
    },
    expand,
  };
}

function promptAt(prompts: readonly SharedPrompt[], number: string): SharedPrompt {
  const prompt = prompts[Number(number)];
  if (!prompt) throw new RangeError(`no prompt ${number} among ${prompts.length}`);
  return prompt;
}

/** What a layer reads but for its input: the instruction, demonstrations, an answer. */
interface Frame {
  /** Without the numbers of made-up texts. */
  readonly shared: TemplateVariables;
  /** By the shared input. */
  readonly prompts: Map<string, SharedPrompt>;
  /** By the input. */
  readonly references: Map<string, string>;
}

/** The layer with a template that renders references. */
function referring(
  layer: Layer,
  {
    isHidden,
    share,
    refer,
  }: {
    readonly isHidden: boolean;
    readonly share: (text: string) => string;
    readonly refer: (prompt: SharedPrompt) => string;
  },
): Layer {
  const { template } = layer;
  const byInstruction = new Map<string, Frame>();
  const byKey = new Map<string, Frame>();
  const promptsOf = keepAll((_key: string) => new Map<string, SharedPrompt>());

  const createFrame = (variables: TemplateVariables): Frame => {
    const shared = mapTexts({ ...variables, input: '' }, share) as TemplateVariables;
    return { shared, prompts: promptsOf(JSON.stringify(shared)), references: new Map() };
  };

  /** Most prompts have an instruction and an input only, and an instruction is its own key. */
  const frameOf = (variables: TemplateVariables): Frame => {
    const { prompt, answer, demonstrations } = variables;
    const isInstruction =
      typeof prompt === 'string' &&
      answer === '' &&
      Array.isArray(demonstrations) &&
      demonstrations.length === 0;
    const frames = isInstruction ? byInstruction : byKey;
    const key = isInstruction ? prompt : JSON.stringify({ ...variables, input: '' });
    const known = frames.get(key);
    if (known) return known;
    const frame = createFrame(variables);
    frames.set(key, frame);
    return frame;
  };

  const render = (variables: TemplateVariables): string => {
    const input = String(variables['input']);
    const frame = frameOf(variables);
    const known = frame.references.get(input);
    if (known !== undefined) return known;
    const sharedInput = share(input);
    const prompt = frame.prompts.get(sharedInput) ?? {
      text: template.render({ ...frame.shared, input: sharedInput }),
      isHidden,
    };
    frame.prompts.set(sharedInput, prompt);
    const reference = refer(prompt);
    frame.references.set(input, reference);
    return reference;
  };
  return { ...layer, template: { ...template, render } };
}

/** The value with each text in it changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]),
  );
}
