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

/** Measurements of one round. */
export interface ScoringRound {
  readonly scoringInMs: number;
  readonly plainInMs: number;
}

/** Scoring speed, compared with the engine's plain evaluation. */
export interface ScoringMeasurement {
  readonly rounds: readonly ScoringRound[];
  /** Texts per second in the best round of each way. */
  readonly textsPerSecond: number;
  /** Tokens evaluated per second in the best round of scoring. */
  readonly tokensPerSecond: number;
  /** Tokens per second of llama.cpp's plain evaluation without scores: the upper limit. */
  readonly plainTokensPerSecond: number;
  /** Scoring speed divided by the limit. */
  readonly ratio: number;
  /** Tokens evaluated in one round of scoring. */
  readonly tokensEvaluated: number;
  /** The minimum for any plan. */
  readonly distinctPrefixTokens: number;
}

/**
 * Measures scoring against node-llama-cpp's plain evaluation of the same tokens in the same order.
 * Both alternate, so other load affects both. The best rounds count, because load only slows a
 * round down.
 */
export async function measureScoring(
  model: LocalModel,
  { requests, now, rounds: count = 5 }: MeasureScoringOptions,
): Promise<ScoringMeasurement> {
  // The first call loads the model and warms up both ways.
  await model.scoreText(requests);
  await model.evaluate(requests);
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
    rounds.push({ scoringInMs, plainInMs });
  }
  const after = model.statistics;
  // Both ways evaluate the same tokens, so the counters include them twice.
  const perCall = (total: number): number => total / (2 * count);
  const tokensEvaluated = perCall(after.tokensEvaluated - before.tokensEvaluated);
  const distinctPrefixTokens = perCall(after.distinctPrefixTokens - before.distinctPrefixTokens);
  const scoring = Math.min(...rounds.map(({ scoringInMs }) => scoringInMs)) / 1000;
  const plain = Math.min(...rounds.map(({ plainInMs }) => plainInMs)) / 1000;
  return {
    rounds,
    textsPerSecond: requests.length / scoring,
    tokensPerSecond: tokensEvaluated / scoring,
    plainTokensPerSecond: tokensEvaluated / plain,
    ratio: plain / scoring,
    tokensEvaluated,
    distinctPrefixTokens,
  };
}
