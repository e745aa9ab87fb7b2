import { createBatchedCall } from '../backends/create-batched-call.ts';
import { failedGeneration } from '../backends/failed-results.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { Scheduler } from '../endpoint/scheduler.ts';
import { createBrokenStreamError } from '../endpoint/create-broken-stream-error.ts';
import { given } from '../given.ts';
import type {
  Capabilities,
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
} from '../language-model.ts';
import { type ChatMessage, promptText, toMessages } from '../prompts/prompt.ts';
import { streamOne } from '../streaming/stream-one.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import type { ReplySchema } from '../reply-schema.ts';
import type { AiSdkCall, AiSdkMessage, AiSdkModel } from './ai-sdk-model.ts';
import { parseAiSdkResult } from './parse-ai-sdk-result.ts';
import { readAiSdkStream } from './read-ai-sdk-stream.ts';
import { translateAiSdkError } from './translate-ai-sdk-error.ts';

/** Options of `fromAiSdk`. */
export interface FromAiSdkOptions {
  /** Shared by all models of one provider. @default a new scheduler */
  readonly scheduler?: Scheduler;
  /** What is known of the model; the AI SDK does not tell. @default seeds are taken to work */
  readonly capabilities?: Partial<Pick<Capabilities, 'seeds' | 'contextLength'>>;
  /**
   * Counts tokens exactly, as `createTokenCounter` does.
   * @default a guess from the text's length
   */
  readonly countTokens?: LanguageModel['countTokens'];
  /**
   * What must appear in no error: API keys of unusual looks.
   * @default none; what looks like a key is taken out anyway
   */
  readonly secrets?: readonly string[];
  /**
   * Called once for each option that the provider did not apply, such as `unsupported: seed`.
   * @default warnings are dropped
   */
  readonly onWarning?: (warning: string) => void;
}

/**
 * A language model of the Vercel AI SDK, of any provider, as a `LanguageModel`. A plain prompt is
 * sent as one user message. It generates; the SDK has no way to ask for the probability of a text
 * or for next tokens, so networks that use it are scored by accuracy, or by another model
 * (`score`).
 *
 * Requests go through a scheduler of this package, which retries: the SDK's own retries are not
 * part of a model.
 *
 * @example
 * import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
 * const provider = createOpenAICompatible({ name: 'mine', baseURL: 'http://localhost:8000/v1' });
 * const model = wrapModel(fromAiSdk(provider('phi-2')), deduplicate());
 */
export function fromAiSdk(model: AiSdkModel, options: FromAiSdkOptions = {}): LanguageModel {
  const { scheduler = createScheduler(), countTokens = estimateTokens, secrets = [] } = options;
  const id = `ai-sdk:${model.provider}:${model.modelId}`;
  /**
   * Becomes false after the first stream without an event, so that later texts cost one request.
   */
  const server = { streams: true };
  const heard = new Set<string>();
  const warn = (warning: string): void => {
    if (heard.has(warning)) return;
    heard.add(warning);
    options.onWarning?.(warning);
  };

  const ask = async (
    { prompt, seed }: GenerateRequest,
    asked: GenerateOptions,
    signal: AbortSignal,
    onText?: (piece: string) => void,
  ): Promise<Generation> => {
    const progress = { hasEmitted: false };
    const emit = (piece: string): void => {
      progress.hasEmitted = true;
      onText?.(piece);
    };
    const { temperature = 0, topP, maxTokens, stop = [] } = asked;
    try {
      const call = {
        prompt: toMessages(prompt).map(toAiSdkMessage),
        temperature,
        abortSignal: signal,
        ...given('topP', topP),
        ...given('maxOutputTokens', maxTokens),
        ...given('seed', seed ?? asked.seed),
        ...given('responseFormat', toResponseFormat(asked.replySchema)),
        ...(stop.length === 0 ? {} : { stopSequences: [...stop] }),
      };
      const streamed =
        onText && model.doStream && server.streams
          ? await readAiSdkStream((await model.doStream(call)).stream, stop, emit)
          : undefined;
      if (onText && model.doStream && server.streams && streamed === undefined) {
        server.streams = false;
        warn('streaming: the server ignores it, so each text comes in one piece');
      }
      const result = streamed ?? (await model.doGenerate(call));
      const { generation, warnings } = parseAiSdkResult(result, {
        id,
        prompt: promptText(prompt),
        stop,
      });
      warnings.forEach(warn);
      return generation;
    } catch (error) {
      signal.throwIfAborted();
      const translated = translateAiSdkError(error, { id, secrets });
      throw progress.hasEmitted ? createBrokenStreamError(translated, id) : translated;
    }
  };

  const createCall = (onText?: (piece: string) => void) =>
    createBatchedCall({
      concurrency: scheduler.concurrency,
      call: (request: GenerateRequest, asked: GenerateOptions, ends) =>
        scheduler.run((attemptSignal) => ask(request, asked, attemptSignal, onText), ends),
      fail: failedGeneration,
    });
  const generate = createCall();
  return {
    id,
    capabilities: {
      scoresText: false,
      maxTopTokens: 0,
      readsMessages: true,
      followsSchemas: true,
      seeds: true,
      countsTokensExactly: options.countTokens !== undefined,
      ...options.capabilities,
    },
    countTokens,
    generate: (requests, asked = {}) => generate(requests, asked),
    ...(model.doStream ? { streamText: streamOne(createCall) } : {}),
  };
}

function toResponseFormat(replySchema: ReplySchema | undefined): AiSdkCall['responseFormat'] {
  if (replySchema === undefined) return undefined;
  const { name, schema } = replySchema;
  return { type: 'json', schema, name };
}

function toAiSdkMessage({ role, content }: ChatMessage): AiSdkMessage {
  if (role === 'system') return { role, content };
  return { role, content: [{ type: 'text', text: content }] };
}
