import {
  NO_PRICE,
  type Generation,
  type LanguageModel,
  type OnResult,
  type TextScore,
} from '@dln/llm';
import { createMissingReplyError } from './recorded-replies-error.ts';
import { keyOfRequest, type RecordedReplies, type RecordedValue } from './recorded-replies.ts';

/** Options of `createRecordedModel`. */
export interface RecordedModelOptions {
  /** The model's name; its replies are recorded under it. */
  readonly name: string;
  readonly replies: RecordedReplies;
  /** Answers requests without a recorded reply. @default they are refused */
  readonly model?: LanguageModel | undefined;
}

/** For guessed counts. */
const CHARACTERS_PER_TOKEN = 4;

/** Digits of a recorded log-probability after the point. */
const DIGITS = 5;

/**
 * A model whose replies are recorded by the hash of their request, so that equal requests of
 * several runs are computed once, and a table can be replayed without the model. It scores texts
 * but gives no distributions of next tokens: classes are scored by their whole texts, and a reply
 * is a few numbers.
 *
 * @throws RecordedRepliesError, by a call with a request that is neither recorded nor can be
 * answered
 */
export function createRecordedModel({ name, replies, model }: RecordedModelOptions): LanguageModel {
  const answer = async <Request, Result extends { readonly failure?: unknown }>(
    requests: readonly Request[],
    form: {
      readonly key: (request: Request) => string;
      readonly ask:
        | ((missing: readonly Request[], onResult: OnResult<Result>) => Promise<readonly Result[]>)
        | undefined;
      readonly pack: (result: Result) => RecordedValue;
      readonly unpack: (value: RecordedValue) => Result;
    },
  ): Promise<readonly Result[]> => {
    const keys = requests.map(form.key);
    const missing = new Map(
      requests.flatMap((request, index) => {
        const key = keys[index] ?? '';
        return replies.read(key) === undefined ? [[key, request] as const] : [];
      }),
    );
    const failed = new Map<string, Result>();
    if (missing.size > 0) {
      if (form.ask === undefined)
        throw createMissingReplyError(name, missing.size, requests.length);
      const missingKeys = [...missing.keys()];
      const record = (result: Result, index: number): void => {
        const key = missingKeys[index];
        if (key === undefined) throw new RangeError(`no request ${index}`);
        if (result.failure !== undefined) failed.set(key, result);
        else if (replies.read(key) === undefined) replies.write(key, form.pack(result));
      };
      // Recorded as they come, so that a run that is killed keeps them.
      const results = await form.ask([...missing.values()], record);
      for (const [index, result] of results.entries()) record(result, index);
    }
    return keys.map((key) => {
      const value = replies.read(key);
      const result = value === undefined ? failed.get(key) : form.unpack(value);
      if (result === undefined) throw createMissingReplyError(name, 1, requests.length);
      return result;
    });
  };

  return {
    id: name,
    capabilities: {
      scoresText: true,
      textScoring: 'in-process',
      maxTopTokens: 0,
      seeds: true,
      countsTokensExactly: true,
    },
    price: NO_PRICE,
    async generate(requests, options = {}) {
      const { temperature = 0, topP = 1, maxTokens = null, stop = [], seed = null } = options;
      return answer<(typeof requests)[number], Generation>(requests, {
        key: (request) =>
          keyOfRequest([name, 'generate', request, temperature, topP, maxTokens, stop, seed]),
        ask:
          model && (async (missing, onResult) => model.generate(missing, { ...options, onResult })),
        pack: ({ text, finishReason, usage }) => [
          usage.promptTokens,
          usage.completionTokens,
          finishReason,
          text,
        ],
        unpack: (value) => {
          const [promptTokens, completionTokens, finishReason, text] = listOf(value);
          return {
            text: String(text),
            finishReason: finishReason as Generation['finishReason'],
            usage: {
              promptTokens: Number(promptTokens),
              completionTokens: Number(completionTokens),
            },
          };
        },
      });
    },
    async scoreText(requests, options = {}) {
      return answer<(typeof requests)[number], TextScore>(requests, {
        key: ({ context, continuation }) => keyOfRequest([name, 'score', context, continuation]),
        ask:
          model?.scoreText &&
          (async (missing, onResult) => model.scoreText?.(missing, { ...options, onResult }) ?? []),
        pack: ({ usage, logProbabilities }) => [
          usage.promptTokens,
          ...logProbabilities.map((value) => Number(value.toFixed(DIGITS))),
        ],
        unpack: (value) => {
          const [promptTokens, ...logProbabilities] = listOf(value).map(Number);
          return {
            logProbabilities,
            usage: { promptTokens: promptTokens ?? NaN, completionTokens: 0 },
          };
        },
      });
    },
    async countTokens(text) {
      const key = keyOfRequest([name, 'tokens', text]);
      const known = replies.read(key);
      if (known !== undefined) return Number(known);
      // Only an estimate of the run counts other texts. A wrong count here shows as a missing
      // score.
      if (model === undefined) return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
      const count = await model.countTokens(text);
      replies.write(key, count);
      return count;
    },
  };
}

function listOf(value: RecordedValue): readonly (number | string)[] {
  return typeof value === 'object' ? value : [value];
}
