import { createBatchedCall } from '../backends/create-batched-call.ts';
import { failedGeneration } from '../backends/failed-results.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { Scheduler } from '../endpoint/scheduler.ts';
import { given } from '../given.ts';
import type {
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
} from '../language-model.ts';
import { requirePlainText } from '../prompts/require-plain-text.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';

/** What a text function is told besides the prompt. */
export interface TextFunctionOptions {
  /** 0 for the most likely reply. */
  readonly temperature: number;
  readonly maxTokens?: number;
  /** Strings that end a reply. The model cuts the reply there, whether or not the function does. */
  readonly stop: readonly string[];
  readonly seed?: number;
  /** Aborts when the reply is no longer wanted. */
  readonly signal: AbortSignal;
}

/** Continues or answers a prompt. */
export type TextFunction = (
  prompt: string,
  options: TextFunctionOptions,
) => string | PromiseLike<string>;

/** Options of `fromFunction`. */
export interface FromFunctionOptions {
  /**
   * Identifies the model in logs and in stored replies.
   * @default the function's name, or `function`
   */
  readonly id?: string;
  /**
   * Limits how many calls run at once, and retries errors with `isRetryable: true`.
   * @default a new scheduler
   */
  readonly scheduler?: Scheduler;
}

/**
 * A function from a prompt to a text, as a `LanguageModel` that only generates. Token counts are
 * estimates (four bytes per token). Prompts must be plain text. An error that the function throws
 * rejects the call.
 *
 * @throws TypeError from a call for which the function returns anything but a string
 *
 * @example
 * const model = fromFunction(async (prompt, { signal }) => callMyModel(prompt, signal));
 */
export function fromFunction(
  write: TextFunction,
  options: FromFunctionOptions = {},
): LanguageModel {
  const { scheduler = createScheduler() } = options;
  const name = options.id ?? (write.name === '' ? 'function' : write.name);
  const id = `function:${name}`;
  const generate = createBatchedCall({
    concurrency: scheduler.concurrency,
    fail: failedGeneration,
    call: async ({ prompt, seed }: GenerateRequest, asked: GenerateOptions, ends) =>
      scheduler.run(async (signal): Promise<Generation> => {
        const { temperature = 0, maxTokens, stop = [] } = asked;
        const text = requirePlainText(prompt, id);
        const reply: unknown = await write(text, {
          temperature,
          stop,
          signal,
          ...given('maxTokens', maxTokens),
          ...given('seed', seed ?? asked.seed),
        });
        if (typeof reply !== 'string')
          throw new TypeError(`${id} returned ${typeof reply}. Return a string.`);
        const written = cutAt(reply, stop);
        const usage = {
          promptTokens: estimateTokens(text),
          completionTokens: estimateTokens(written),
          estimated: true,
        };
        return { text: written, finishReason: 'stop', usage };
      }, ends),
  });
  return {
    id,
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: true },
    countTokens: estimateTokens,
    generate: async (requests, asked = {}) => generate(requests, asked),
  };
}

function cutAt(text: string, stop: readonly string[]): string {
  const ends = stop.map((end) => text.indexOf(end)).filter((at) => at !== -1);
  return text.slice(0, Math.min(text.length, ...ends));
}
