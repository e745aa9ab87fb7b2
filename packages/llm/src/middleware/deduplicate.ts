import { answerFromCache, type Failable, type ReplyCache } from '../replies/answer-from-cache.ts';
import { generateKeys, nextTokenKeys, scoreTextKeys } from '../replies/request-keys.ts';
import { isPassing } from '../item-failure.ts';
import type { Generation, LanguageModel, TextScore, TokenDistribution } from '../language-model.ts';
import { NO_USAGE } from '../usage/usage.ts';
import { createNumberLists } from './create-number-lists.ts';
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
  const generations = new Map<string, Omit<Generation, 'usage'>>();
  const scores = createNumberLists();
  const distributions = createNumberLists();
  return {
    generations: createMemory<Generation>({
      get: (key) => whereFound(generations.get(key), (kept) => ({ ...kept, usage: NO_USAGE })),
      set: (key, { usage: _, ...kept }) => generations.set(key, kept),
    }),
    scores: createMemory<TextScore>({
      get: (key) =>
        whereFound(scores.get(key), (list) => ({
          logProbabilities: Array.from(list),
          usage: NO_USAGE,
        })),
      set: (key, { logProbabilities }) => scores.set(key, logProbabilities),
    }),
    distributions: createMemory<TokenDistribution>({
      get: (key) =>
        whereFound(distributions.get(key), (list) => ({
          top: packer.unpack(list),
          usage: NO_USAGE,
        })),
      set: (key, { top }) => distributions.set(key, packer.pack(top)),
    }),
  };
}

function whereFound<Kept, Result>(
  kept: Kept | undefined,
  read: (kept: Kept) => Result,
): Result | undefined {
  return kept === undefined ? undefined : read(kept);
}

function createMemory<Result extends Failable>(answers: {
  readonly get: (key: string) => Result | undefined;
  readonly set: (key: string, result: Result) => unknown;
}): ReplyCache<Result> {
  // There are few of these.
  const failures = new Map<string, Result>();
  return {
    underWay: new Map(),
    recall: (key) => answers.get(key) ?? failures.get(key),
    remember(key, result) {
      if (result.failure === undefined) answers.set(key, result);
      // A failure that may pass is not an answer: the next call asks again.
      else if (!isPassing(result.failure)) failures.set(key, { ...result, usage: NO_USAGE });
      return undefined;
    },
  };
}
