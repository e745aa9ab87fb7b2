import type { ScoreTextRequest } from '@dln/llm';

import type { LocalModel } from './local-model.ts';

/** Options of `measureScoring`. */
export interface MeasureScoringOptions {
  readonly requests: readonly ScoreTextRequest[];
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Rounds; each runs both ways. @default 5 */
  readonly rounds?: number;
}

/** Durations of one round. */
export interface ScoringRound {
  readonly scoringInMs: number;
  readonly plainInMs: number;
  readonly allLogitsInMs: number;
}

/** Scoring speed, compared with the engine's own evaluation. */
export interface ScoringMeasurement {
  readonly rounds: readonly ScoringRound[];
  /** Texts per second in the best round of each way. */
  readonly textsPerSecond: number;
  /** Tokens evaluated per second in the best round of scoring. */
  readonly tokensPerSecond: number;
  /** Tokens per second of llama.cpp's plain evaluation without logits. */
  readonly plainTokensPerSecond: number;
  /** Tokens per second of llama.cpp's evaluation with logits at every token. */
  readonly allLogitsTokensPerSecond: number;
  /** Scoring speed divided by that of plain evaluation. */
  readonly plainRatio: number;
  /**
   * Scoring speed divided by that of evaluation with logits at every token, the limit if all tokens
   * are scored.
   */
  readonly ratio: number;
  /** Tokens evaluated in one round of scoring. */
  readonly tokensEvaluated: number;
  /** The minimum for any plan. */
  readonly distinctPrefixTokens: number;
}

/**
 * Measures scoring against node-llama-cpp's evaluation of the same tokens in the same order,
 * without logits and with all logits. All three alternate, so other load affects all of them. The
 * best rounds count, because load only slows a round down.
 */
export async function measureScoring(
  model: LocalModel,
  { requests, now, rounds: count = 5 }: MeasureScoringOptions,
): Promise<ScoringMeasurement> {
  // The first calls load the model and warm up.
  await model.scoreText(requests);
  await model.evaluate(requests, { logits: 'all' });
  const before = model.statistics;
  const time = async (call: () => Promise<unknown>): Promise<number> => {
    const start = now();
    await call();
    return now() - start;
  };

  const rounds: ScoringRound[] = [];
  for (let round = 0; round < count; round++) {
    const scoringInMs = await time(() => model.scoreText(requests));
    const plainInMs = await time(() => model.evaluate(requests));
    const allLogitsInMs = await time(() => model.evaluate(requests, { logits: 'all' }));
    rounds.push({ scoringInMs, plainInMs, allLogitsInMs });
  }
  const after = model.statistics;
  // All ways evaluate the same tokens, so the counters include them three times.
  const perCall = (total: number): number => total / (3 * count);
  const tokensEvaluated = perCall(after.tokensEvaluated - before.tokensEvaluated);
  const distinctPrefixTokens = perCall(after.distinctPrefixTokens - before.distinctPrefixTokens);
  const scoring = Math.min(...rounds.map(({ scoringInMs }) => scoringInMs)) / 1000;
  const plain = Math.min(...rounds.map(({ plainInMs }) => plainInMs)) / 1000;
  const allLogits = Math.min(...rounds.map(({ allLogitsInMs }) => allLogitsInMs)) / 1000;
  return {
    rounds,
    textsPerSecond: requests.length / scoring,
    tokensPerSecond: tokensEvaluated / scoring,
    plainTokensPerSecond: tokensEvaluated / plain,
    allLogitsTokensPerSecond: tokensEvaluated / allLogits,
    plainRatio: plain / scoring,
    ratio: allLogits / scoring,
    tokensEvaluated,
    distinctPrefixTokens,
  };
}
