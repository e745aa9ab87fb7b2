import type { ClassScores, LogInterval } from '../scoring/class-scores.ts';

/** A score of one target, and what it rests on. */
export interface ScoredCell {
  /** Nats (or accuracy). */
  readonly value: number;
  /** Between which bounds it lies. @default exact */
  readonly bounds?: LogInterval;
  /** The class distribution that it is part of; absent for texts and for accuracy. */
  readonly scores?: ClassScores;
}

/** A class's score out of a distribution. */
export function cellOf(scores: ClassScores, index: number): ScoredCell {
  const value = scores.logProbabilities[index];
  if (value === undefined)
    throw new RangeError(`no class ${index} among ${scores.logProbabilities.length}`);
  const bounds = scores.bounds?.[index];
  return bounds ? { value, bounds, scores } : { value, scores };
}
