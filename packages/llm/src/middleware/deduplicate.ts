import { answerFromCache, type Failable, type ReplyCache } from '../replies/answer-from-cache.ts';
import { generateKeys, nextTokenKeys, scoreTextKeys } from '../replies/request-keys.ts';
import { isPassing } from '../item-failure.ts';
import type { Generation, LanguageModel, TextScore, TokenDistribution } from '../language-model.ts';
import { NO_USAGE } from '../usage/usage.ts';
import { createTokenPacker } from './create-token-packer.ts';
import type { ModelMiddleware } from './model-middleware.ts';

/** Keys in memory belong to one model, so they need no name. */
const SCOPE: readonly unknown[] = [];

/**
 * Asks a model each deterministic question once, and keeps the answers in memory: `scoreText`,
 * `nextToken`, and `generate` at temperature 0. Equal questions that are asked at the same time
 * share one request. Replies at a higher temperature are samples and are never shared, even with
 * equal seeds.
 *
 * Answers live as long as the model, without the texts of the questions. The usage of a remembered
 * answer is zero. A failure is remembered if another attempt would fail again, such as one by a
 * content filter.
 */
export function deduplicate(): ModelMiddleware {
  const memories = new WeakMap<LanguageModel, ReturnType<typeof createMemories>>();
  const memoriesOf = (model: LanguageModel): ReturnType<typeof createMemories> => {
    const known = memories.get(model) ?? createMemories();
    memories.set(model, known);
    return known;
  };
  return {
    wrapGenerate: async (call) =>
      (call.options.temperature ?? 0) > 0
        ? call.next(call.requests, call.options)
        : answerFromCache(call, generateKeys(SCOPE, call), memoriesOf(call.model).generations),
    wrapScoreText: async (call) =>
      answerFromCache(call, scoreTextKeys(SCOPE, call), memoriesOf(call.model).scores),
    wrapNextToken: async (call) =>
      answerFromCache(call, nextTokenKeys(SCOPE, call), memoriesOf(call.model).distributions),
  };
}

function createMemories(): {
  readonly generations: ReplyCache<Generation>;
  readonly scores: ReplyCache<TextScore>;
  readonly distributions: ReplyCache<TokenDistribution>;
} {
  const packer = createTokenPacker();
  return {
    generations: createMemory<Generation, Omit<Generation, 'usage'>>({
      pack: ({ usage: _, ...kept }) => kept,
      unpack: (kept) => ({ ...kept, usage: NO_USAGE }),
    }),
    scores: createMemory<TextScore, readonly number[]>({
      pack: ({ logProbabilities }) => logProbabilities,
      unpack: (logProbabilities) => ({ logProbabilities, usage: NO_USAGE }),
    }),
    distributions: createMemory<TokenDistribution, Float64Array>({
      pack: ({ top }) => packer.pack(top),
      unpack: (packed) => ({ top: packer.unpack(packed), usage: NO_USAGE }),
    }),
  };
}

function createMemory<Result extends Failable, Packed>({
  pack,
  unpack,
}: {
  readonly pack: (result: Result) => Packed;
  readonly unpack: (packed: Packed) => Result;
}): ReplyCache<Result> {
  const answers = new Map<string, Packed>();
  // There are few of these.
  const failures = new Map<string, Result>();
  return {
    underWay: new Map(),
    recall(key) {
      const packed = answers.get(key);
      return packed === undefined ? failures.get(key) : unpack(packed);
    },
    remember(key, result) {
      if (result.failure === undefined) answers.set(key, pack(result));
      // A failure that may pass is not an answer: the next call asks again.
      else if (!isPassing(result.failure)) failures.set(key, { ...result, usage: NO_USAGE });
    },
  };
}
