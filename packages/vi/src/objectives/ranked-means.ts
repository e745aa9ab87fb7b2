import { mean } from '../numerics/mean.ts';

/**
 * One figure a candidate from its figures on examples. A candidate that is ranked on all of them
 * gets their mean. One that is ranked on some gets the mean of the present parameters plus its mean
 * gain over them on those: so candidates that are ranked on different halves of a batch compare
 * fairly.
 *
 * @param values `[example][candidate]`; candidate 0 is the present one and has a value everywhere;
 * undefined for a candidate that the example does not rank.
 *   An example that ranks no candidate has no part
 * @returns `[candidate]`, the present parameters first
 * @throws RangeError if the present candidate lacks a value
 */
export function rankedMeans(values: readonly (readonly (number | undefined)[])[]): number[] {
  const rows = values.flatMap((row) => {
    if (row.every((value) => value === undefined)) return [];
    const [present] = row;
    if (present === undefined)
      throw new RangeError('an example without a value of the present parameters');
    return [{ row, present }];
  });
  const [first = []] = values;
  return first.map((_, candidate) => {
    const ranked = rows.flatMap(({ row, present }) => {
      const value = row[candidate];
      return value === undefined ? [] : [{ value, present }];
    });
    if (ranked.length === rows.length) return mean(ranked.map(({ value }) => value));
    const gains = ranked.map(({ value, present }) => value - present);
    return mean(rows.map(({ present }) => present)) + mean(gains);
  });
}
