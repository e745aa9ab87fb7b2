import { checkItems } from './limits.ts';

/** Names that every Jinja text can read. */
export const jinjaGlobals: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
  range,
};

/**
 * Jinja's `range`.
 *
 * @throws RangeError if the list would be too long
 */
function range(first: number, second?: number, step = 1): readonly number[] {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const length = Math.max(0, Math.ceil((end - start) / step));
  checkItems(length);
  return Array.from({ length }, (_, index) => start + index * step);
}
