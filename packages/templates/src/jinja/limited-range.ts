import { checkItems } from './limits.ts';

/**
 * Jinja's `range`.
 *
 * @throws RangeError if the list would be too long
 */
export function limitedRange(first: number, second?: number, step = 1): readonly number[] {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const length = Math.max(0, Math.ceil((end - start) / step));
  checkItems(length);
  return Array.from({ length }, (_, index) => start + index * step);
}
