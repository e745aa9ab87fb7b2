import { CLASS_READER } from './class-reader.generated.ts';
import { BLANK, type ExportPlan } from './export-plan.ts';
import type { WrittenExport } from './written-export.ts';

/** A TypeScript module without dependencies. Its model calls have the options of the AI SDK's `generateText`. */
export function toAiSdk(plan: ExportPlan): WrittenExport {
  const { layers, classes, readsClasses, cutsOptions, name, model } = plan;
  const json = (value: unknown): string => JSON.stringify(value, null, 2);
  const isStructured = layers.at(-1)?.outputSchema !== undefined;
  const reader = classes === undefined ? '' : readerOf(classes, readsClasses);
  const text = `${classes === undefined ? '' : '// @ts-nocheck: the reader of classes is plain JavaScript. The exported types hold.\n'}/**
 * ${comment(name)}: a trained network, exported by dln. It was trained with ${comment(model)}.
 *
 *   import { generateText } from 'ai';
 *   const { output } = await answer('…', (call) => generateText({ model, ...call }));
 */

/** A call of a model: options of \`generateText\`. */
export interface ModelCall {
  prompt: string;
  temperature: number;
  maxOutputTokens: number;
  stopSequences?: string[];
  abortSignal?: AbortSignal;${
    isStructured
      ? `
  /** The answer is JSON of this schema: \`output: Output.object({ schema: jsonSchema(call.schema) })\`. */
  schema?: Readonly<Record<string, unknown>>;`
      : ''
  }
}

/** Answers a prompt. */
export type CallModel = (call: ModelCall) => PromiseLike<{ readonly text: string }>;

/** What the network answers. */
export interface Answer {
  /** ${readsClasses ? 'The class; the text itself if it names no class.' : 'The text of the last layer.'} */
  output: string;${
    isStructured
      ? `
  /** The output as JSON; undefined if it is none. It is not checked against the schema. */
  value: unknown;`
      : ''
  }
  /** What the layers below wrote. */
  hiddenTexts: string[];${
    classes === undefined
      ? ''
      : `
  /** The class that the text names; null for none or several. */
  className: string | null;`
  }
}

type Part =
  | { readonly text: string }
  | { readonly slot: 'input' | 'hidden' }
  | { readonly group: readonly Part[] };

interface Layer {
  readonly parts: readonly Part[];
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly schema?: Readonly<Record<string, unknown>>;
}

const layers: readonly Layer[] = ${json(layers.map(({ outputSchema, ...layer }) => ({ ...layer, schema: outputSchema?.schema })))};

/** Answers an input. */
export async function answer(
  input: string,
  callModel: CallModel,
  options: { readonly abortSignal?: AbortSignal } = {},
): Promise<Answer> {
  const texts: string[] = [];
  for (const { parts, maxTokens, stop${isStructured ? ', schema' : ''} } of layers) {
    const own = ${cutsOptions ? 'texts.length === 0 ? withoutOptions(input) : input' : 'input'};
    const slots = { input: own, hidden: texts.at(-1) ?? '' };
    const { text } = await callModel({
      prompt: fill(parts, slots),
      temperature: 0,
      maxOutputTokens: maxTokens,
      ...(stop.length === 0 ? {} : { stopSequences: [...stop] }),
      ...(options.abortSignal ? { abortSignal: options.abortSignal } : {}),${isStructured ? '\n      ...(schema ? { schema } : {}),' : ''}
    });
    const ends = stop.map((end) => text.indexOf(end)).filter((at) => at >= 0);
    texts.push(text.slice(0, Math.min(text.length, ...ends)).trim().replaceAll('\\n\\n', '\\n'));
  }
  const written = texts.pop() ?? '';
  ${
    classes === undefined
      ? `return { output: written, ${isStructured ? 'value: readJson(written), ' : ''}hiddenTexts: texts };`
      : `const className = classNameOf(written);
  return { output: ${readsClasses ? 'className ?? written' : 'written'}, hiddenTexts: texts, className };`
  }
}

/** Inserts texts, and strips the blanks at the ends. */
function fill(
  parts: readonly Part[],
  slots: { readonly input: string; readonly hidden: string },
): string {
  const text = parts
    .map((part) => {
      if ('group' in part) return fill(part.group, slots);
      return 'slot' in part ? slots[part.slot] : part.text;
    })
    .join('');
  return text.replace(/^${BLANK}+/u, '').replace(/${BLANK}+$/u, '');
}
${
  cutsOptions
    ? `
function withoutOptions(input: string): string {
  const start = input.indexOf('Options:');
  return start === -1 ? input : input.slice(0, start).trim();
}
`
    : ''
}${reader}${isStructured ? JSON_READER : ''}`;
  return {
    text,
    notes: [
      ...(plan.api === 'completions'
        ? [
            'The network was trained through completions. generateText sends a prompt as a user message; pass a call that continues the prompt to get the same answers.',
          ]
        : []),
      ...plan.notes,
    ],
  };
}

function readerOf(classes: readonly (readonly string[])[], readsClasses: boolean): string {
  return `
/** Classes${readsClasses ? ' that the network answers with' : ''}, each with its synonyms. */
const classes: readonly (readonly string[])[] = ${JSON.stringify(classes, null, 2)};

function classNameOf(text: string): string | null {
  const index = readClass(text, classes);
  return index === undefined ? null : (classes[index]?.[0] ?? null);
}

const readClass = (() => {
${CLASS_READER}
return readClass;
})();
`;
}

function comment(text: string): string {
  return text.replaceAll('*/', '* /').replace(/\s+/gu, ' ');
}

const JSON_READER = String.raw`
/** The JSON that a text consists of, alone or in one fenced block. */
function readJson(text: string): unknown {
  const fenced = /^\x60{3}(?:json)?[^\S\n]*\n([\s\S]*)\n[^\S\n]*\x60{3}$/i.exec(text.trim());
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch {
    return undefined;
  }
}
`;
