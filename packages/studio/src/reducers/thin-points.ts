import type { Point } from './series.ts';

/**
 * At most about `most` points that draw the same curve: of each stretch the first, the lowest, the
 * highest and the last.
 */
export function thinPoints(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor(most / 4));
  const size = points.length / stretches;
  return Array.from({ length: stretches }, (_, at) => {
    const stretch = points.slice(Math.floor(at * size), Math.floor((at + 1) * size));
    const byValue = stretch.toSorted((one, other) => one.value - other.value);
    const kept = new Set([stretch.at(0), byValue.at(0), byValue.at(-1), stretch.at(-1)]);
    return stretch.filter((point) => kept.has(point));
  }).flat();
}
