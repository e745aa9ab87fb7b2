/** Bytes of a file: from `start` up to, and not with, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header with one range of bytes.
 *
 * @returns the whole file if the header is missing or is none of bytes, as RFC 9110 asks;
 * `unsatisfiable` if the range lies behind the end
 */
export function parseRange(
  header: string | undefined,
  size: number,
): { readonly range: ByteRange; readonly isPartial: boolean } | 'unsatisfiable' {
  const whole = { range: { start: 0, end: size }, isPartial: false };
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return whole;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return whole;
  if (first === '') {
    const start = Math.max(0, size - Number(last));
    return start < size ? { range: { start, end: size }, isPartial: true } : 'unsatisfiable';
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return whole;
  const end = last === '' ? size : Math.min(size, Number(last) + 1);
  return start < size ? { range: { start, end }, isPartial: true } : 'unsatisfiable';
}
