import type { Sheet } from './sheet.ts';

/** The prompts of a row's best run on dev. */
export interface BestPrompts {
  readonly row: string;
  readonly dataset: string;
  readonly seed: number;
  readonly devAccuracy: number;
  readonly testAccuracy: number;
  /** First layer first. */
  readonly prompts: readonly string[];
  /** `[layer]`: examples that the prompt shows. */
  readonly demonstrations: readonly number[];
}

/**
 * For each dataset and each row that searches for prompts, those of the run with the best dev
 * accuracy.
 */
export function bestPrompts({ experiment, rows, datasets, cells }: Sheet): readonly BestPrompts[] {
  const learning = rows.filter((row) => {
    const kind = experiment.rows[row]?.method.kind;
    return kind === 'dln' || kind === 'ape' || kind === 'cot-ape';
  });
  return datasets.flatMap((dataset) =>
    learning.flatMap((row) => {
      const results = cells[row]?.[dataset]?.results ?? [];
      const [best] = results.toSorted(
        (left, right) => (right.devAccuracy ?? 0) - (left.devAccuracy ?? 0),
      );
      if (!best) return [];
      const { devAccuracy, testAccuracy, prompts, demonstrations = [], cell } = best;
      return [
        {
          row,
          dataset,
          seed: cell.name.seed,
          devAccuracy: devAccuracy ?? 0,
          testAccuracy,
          prompts,
          demonstrations,
        },
      ];
    }),
  );
}
