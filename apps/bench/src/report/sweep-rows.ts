import type { Sheet } from './sheet.ts';

/** The heads of `sweepRows`. */
export const sweepHeads: readonly string[] = [
  'row',
  'dataset',
  'place',
  'setting',
  'seeds',
  'dev',
  'test',
];

/**
 * The settings with the best dev accuracies, best first, those with fewer seeds last; accuracies
 * are means over seeds in percent.
 */
export function sweepRows({ rows, datasets, cells }: Sheet): readonly (readonly string[])[] {
  return rows.flatMap((row) =>
    datasets.flatMap((dataset) =>
      (cells[row]?.[dataset]?.top ?? []).map(({ setting, devMean, test }, place) => [
        row,
        dataset,
        String(place + 1),
        setting,
        String(test.count),
        (devMean * 100).toFixed(1),
        test.mean.toFixed(1),
      ]),
    ),
  );
}
