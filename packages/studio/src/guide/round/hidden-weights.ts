import type { HiddenRating } from '../session/records.ts';

/** A hidden text with its posterior weight. */
export interface WeighedText {
  readonly text: string;
  readonly weight: number;
}

/**
 * Posterior weights of hidden texts with ratings: log w = log p + strength × rating, where the
 * rating is the mean over raters of 1 for good and −1 for bad. A text without a rating gets 0. With
 * strength 2 a good text gains e² ≈ 7.4 times the weight.
 *
 * @param texts with their log weights in nats, not normalized
 */
export function weighRatedTexts(
  texts: readonly { readonly text: string; readonly logWeight: number }[],
  ratings: readonly Pick<HiddenRating, 'text' | 'verdict'>[],
  strength: number,
): readonly WeighedText[] {
  const logits = texts.map(
    ({ text, logWeight }) => logWeight + strength * meanRating(text, ratings),
  );
  const largest = Math.max(...logits);
  const masses = logits.map((logit) => Math.exp(logit - largest));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return texts.map(({ text }, index) => ({ text, weight: (masses[index] ?? NaN) / total }));
}

function meanRating(
  text: string,
  ratings: readonly Pick<HiddenRating, 'text' | 'verdict'>[],
): number {
  const own = ratings.filter((rating) => rating.text === text);
  if (own.length === 0) return 0;
  return own.reduce((sum, { verdict }) => sum + (verdict === 'good' ? 1 : -1), 0) / own.length;
}
