import { formatPoints } from '../statistics/format-points.ts';
import type { Gain } from '../statistics/judge-gains.ts';
import type { Sheet } from './sheet.ts';

/**
 * The smallest differences that the seeds could have shown: an explanation, then one line per
 * dataset. Empty without comparisons.
 */
export function describeLeastDifferences({ datasets, gains }: Sheet): readonly string[] {
  const all = datasets.flatMap((dataset) => gains[dataset] ?? []);
  if (all.length === 0) return [];
  const most = Math.max(...all.map(({ seeds }) => seeds));
  const family = all.length === 1 ? '1 comparison' : `${all.length} comparisons`;
  const signFlip =
    most < 2
      ? ''
      : ` An exact sign-flip test of ${most} seeds gives no p below ` +
        `${(2 ** (1 - most)).toPrecision(2)}.`;
  return [
    'Smallest difference that the seeds could have shown, in points: by the paired t test at ' +
      `0.05 / ${all.length}, the strictest step of Holm's correction over ${family}, with the ` +
      `spread of these seeds.${signFlip}`,
    ...datasets.flatMap((dataset) => {
      const own = gains[dataset] ?? [];
      return own.length === 0 ? [] : [`${dataset}: ${own.map(describe).join(', ')}.`];
    }),
  ];
}

function describe({ first, second, seeds, leastDifference }: Gain): string {
  const pair = `${first} over ${second}`;
  if (leastDifference !== null)
    return `${pair} ${formatPoints(leastDifference).replace('+', '')} (${seeds} seeds)`;
  return seeds < 2 ? `${pair} none (1 seed)` : `${pair} not known (${seeds} seeds without spread)`;
}
