import type { Range } from './cost-ranges.ts';

/** A range in words: low, expected and high, or one figure where its ends are the same. */
export function showRange(
  { low, expected, high }: Range,
  format: (value: number) => string,
): string {
  if (low === high) return format(low);
  return [low, expected, high].map(format).join(' – ');
}
