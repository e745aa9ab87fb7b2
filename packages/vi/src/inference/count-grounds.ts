import { countClassScores } from '../scoring/count-class-scores.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import type { InferenceContext } from './inference-context.ts';

/** The same context, counting what its class scores rest on. */
export function countGrounds(context: InferenceContext): {
  readonly context: InferenceContext;
  readonly grounds: () => readonly ScoringGrounds[];
} {
  const { classScoring, sampledClassScoring } = context.strategies;
  const { scorings, grounds } = countClassScores({ classScoring, sampledClassScoring });
  return { context: { ...context, strategies: { ...context.strategies, ...scorings } }, grounds };
}
