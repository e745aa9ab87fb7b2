import { mean } from '../numerics/mean.ts';

/** The figures of one candidate that its reward is made of. */
export interface RewardParts {
  /** `[example]`: what it gains over the present prompt, nats; undefined where it is not ranked. */
  readonly gains: readonly (number | undefined)[];
  /** `[example]`: what is taken off its reward, the terms already weighted; nats. */
  readonly losses: readonly number[];
}

/**
 * How far each example moves a candidate's reward, scaled so that the standard error of a reward is the length of the vector, and that of the difference of
 * two rewards the length of the difference of theirs: examples that both saw are compared in pairs. Null where fewer than two examples tell, or one of them is
 * infinite.
 */
export function rewardSpread({ gains, losses }: RewardParts): readonly number[] | null {
  const ranked = gains.filter((gain) => gain !== undefined);
  if (ranked.length < 2 || ![...ranked, ...losses].every(Number.isFinite)) return null;
  const [gain, loss] = [mean(ranked), mean(losses)];
  const [own, all] = [ranked, losses].map(({ length }) => Math.sqrt(length * (length - 1)));
  return losses.map((value, example) => {
    const one = gains[example];
    const fromGain = one === undefined ? 0 : (one - gain) / (own ?? 1);
    return fromGain - (value - loss) / (all ?? 1);
  });
}

/** Standard error of the difference of two candidates' rewards, in nats; null where it cannot be told. */
export function standardErrorOfDifference(
  one: readonly number[] | null,
  other: readonly number[] | null,
): number | null {
  if (one === null || other === null) return null;
  return Math.hypot(...one.map((value, example) => value - (other[example] ?? 0)));
}
