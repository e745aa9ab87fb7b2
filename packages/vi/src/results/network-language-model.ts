import type { TextStreamPart, Usage } from '@dln/llm';
import type { Prediction, PredictOptions } from './prediction.ts';

/** The part of a prompt of the AI SDK that a network reads, in specification `v4`. */
export interface NetworkCallOptions {
  readonly prompt: readonly NetworkMessage[];
  readonly tools?: readonly unknown[] | undefined;
  readonly temperature?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

/** A message of the AI SDK. */
export interface NetworkMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | readonly { readonly type: string; readonly text?: unknown }[];
}

/** What a network does not do that a call asked for. */
export interface NetworkWarning {
  type: 'unsupported';
  feature: string;
  details: string;
}

/** Usage, as the AI SDK counts it. */
export interface NetworkUsage {
  inputTokens: {
    total: number | undefined;
    noCache: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
  };
  outputTokens: {
    total: number | undefined;
    text: number | undefined;
    reasoning: number | undefined;
  };
}

interface NetworkFinish {
  finishReason: { unified: 'stop'; raw: string | undefined };
  usage: NetworkUsage;
}

/** An answer, as the AI SDK takes it. */
export interface NetworkGeneration extends NetworkFinish {
  content: { type: 'text'; text: string }[];
  warnings: NetworkWarning[];
}

/** A part of a streamed answer. */
export type NetworkStreamPart =
  | { type: 'stream-start'; warnings: NetworkWarning[] }
  | { type: 'text-start'; id: string }
  | { type: 'text-delta'; id: string; delta: string }
  | { type: 'text-end'; id: string }
  | ({ type: 'finish' } & NetworkFinish);

/** A network as a language model of the AI SDK, by shape: nothing of the SDK is imported. */
export interface NetworkLanguageModel {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  doGenerate(options: NetworkCallOptions): Promise<NetworkGeneration>;
  doStream(options: NetworkCallOptions): Promise<{ stream: ReadableStream<NetworkStreamPart> }>;
}

/** Streams the answer to an input, and gives the prediction at its end. */
export type StreamPrediction = (
  input: string,
  options?: Pick<PredictOptions, 'signal'>,
) => AsyncIterable<TextStreamPart<Prediction>>;

/** A stream of a network has one text. */
const TEXT_ID = '0';

/**
 * A network as a language model of the AI SDK. The text of the last user message is the input,
 * other messages and tools are not read; the answer has a warning for each kind. Temperature is 0
 * and lengths are those of the layers.
 *
 * @param modelId names the network, such as by its task
 */
export function createNetworkLanguageModel(
  modelId: string,
  {
    predict,
    stream,
  }: {
    readonly predict: (input: string, options: PredictOptions) => Promise<Prediction>;
    readonly stream: StreamPrediction;
  },
): NetworkLanguageModel {
  return {
    specificationVersion: 'v4',
    provider: 'dln',
    modelId,
    supportedUrls: {},
    doGenerate: async (options) => {
      const { input, warnings } = readCall(options);
      const { output, usage } = await predict(input, { signal: options.abortSignal });
      return { content: [{ type: 'text', text: output }], ...finishOf(usage), warnings };
    },
    doStream: async (options) => {
      const { input, warnings } = readCall(options);
      const parts = stream(input, { signal: options.abortSignal });
      return { stream: streamOf(toStreamParts(parts, warnings)) };
    },
  };
}

async function* toStreamParts(
  parts: AsyncIterable<TextStreamPart<Prediction>>,
  warnings: NetworkWarning[],
): AsyncGenerator<NetworkStreamPart> {
  yield { type: 'stream-start', warnings };
  yield { type: 'text-start', id: TEXT_ID };
  for await (const part of parts) {
    if (part.type === 'text') {
      yield { type: 'text-delta', id: TEXT_ID, delta: part.text };
    } else {
      yield { type: 'text-end', id: TEXT_ID };
      yield { type: 'finish', ...finishOf(part.result.usage) };
    }
  }
}

function finishOf(usage: Usage | undefined): NetworkFinish {
  return {
    finishReason: { unified: 'stop', raw: undefined },
    usage: toNetworkUsage(usage),
  };
}

function readCall({ prompt, tools = [], temperature = 0, maxOutputTokens }: NetworkCallOptions): {
  readonly input: string;
  readonly warnings: NetworkWarning[];
} {
  const at = prompt.findLastIndex(({ role }) => role === 'user');
  const message = prompt[at];
  if (message === undefined)
    throw new TypeError('The prompt has no user message. Its text is the input of the network.');
  const parts =
    typeof message.content === 'string'
      ? [{ type: 'text', text: message.content }]
      : message.content;
  const texts = parts.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  const isSystem = (one: NetworkMessage): boolean => one.role === 'system';
  const rest = prompt.filter((one, index) => index !== at && !isSystem(one));
  const unread: readonly (readonly [boolean, string, string])[] = [
    [prompt.some(isSystem), 'system', 'The prompts of the network are used instead.'],
    [rest.length > 0, 'messages', 'Only the last user message is read.'],
    [texts.length < parts.length, 'files', 'Only texts are read.'],
    [tools.length > 0, 'tools', 'A network calls no tools.'],
    [temperature !== 0, 'temperature', 'A network answers at temperature 0.'],
    [maxOutputTokens !== undefined, 'maxOutputTokens', 'Each layer limits its length.'],
  ];
  return {
    input: texts.join('\n'),
    warnings: unread
      .filter(([isUnread]) => isUnread)
      .map(([, feature, details]) => ({ type: 'unsupported', feature, details })),
  };
}

function toNetworkUsage(usage: Usage | undefined): NetworkUsage {
  const total = usage?.promptTokens;
  const text = usage?.completionTokens;
  return {
    inputTokens: { total, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: text, text, reasoning: undefined },
  };
}

/** `ReadableStream.from`, which browsers' types do not have. */
function streamOf<Part>(parts: AsyncIterable<Part>): ReadableStream<Part> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream<Part>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}
