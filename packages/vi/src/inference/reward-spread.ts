import { mean } from '../numerics/mean.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';

/**
 * How far each example moves a candidate's reward, scaled so that the standard error of a reward is
 * the length of the vector, and that of the difference of two rewards the length of the difference
 * of theirs: examples that score both are compared in pairs. Each term counts by what the candidate
 * gains over the present prompt. Null if fewer than two examples tell, or one of them is infinite.
 *
 * @returns `[example]`, nats
 */
export function rewardSpread(
  terms: readonly Pick<ScoredTerm, 'weight' | 'cells'>[],
  candidate: number,
): readonly number[] | null {
  const parts = terms.map(({ weight, cells }) => termSpread(weight, cells, candidate));
  const [first, ...others] = parts;
  if (!first) return null;
  return others.reduce<readonly number[] | null>(
    (total, part) => total && part && total.map((value, example) => value + at(part, example)),
    first,
  );
}

function termSpread(
  weight: number,
  cells: ScoredTerm['cells'],
  candidate: number,
): readonly number[] | null {
  const gains = cells.map((row) => {
    const [present] = row;
    const own = row[candidate];
    return own && present && weight * (own.value - present.value);
  });
  const ranked = gains.filter((gain) => gain !== undefined);
  if (ranked.length < 2 || !ranked.every(Number.isFinite)) return null;
  const centre = mean(ranked);
  const scale = Math.sqrt(ranked.length * (ranked.length - 1));
  return gains.map((gain) => (gain === undefined ? 0 : (gain - centre) / scale));
}

/**
 * Standard error of the difference of two candidates' rewards, in nats; null if it cannot be told.
 */
export function standardErrorOfDifference(
  one: readonly number[] | null,
  other: readonly number[] | null,
): number | null {
  if (one === null || other === null) return null;
  return Math.hypot(...one.map((value, example) => value - at(other, example)));
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value ${index} among ${values.length}`);
  return value;
}
