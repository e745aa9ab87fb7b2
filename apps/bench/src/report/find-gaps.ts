import { isDeepStrictEqual } from 'node:util';
import type { CellFailure } from '../cells/cell-store.ts';
import type { CellResult } from '../cells/cell-result.ts';
import type { Experiment } from '../experiments/experiment.ts';

/** Describes what is missing in a table, in sentences; empty for a complete table. */
export function findGaps({
  experiment,
  variant,
  results,
  failures,
}: {
  readonly experiment: Experiment;
  readonly variant: string;
  readonly results: readonly CellResult[];
  readonly failures: readonly CellFailure[];
}): readonly string[] {
  const names = results.map(({ cell }) => cell.name);
  const notRun = (what: string, known: readonly string[], key: 'row' | 'dataset'): string[] => {
    const missing = known.filter((one) => !names.some((name) => name[key] === one));
    return missing.length === 0 ? [] : [`No results of the ${what} ${missing.join(', ')}.`];
  };
  const rows = experiment.variants[variant]?.rows ?? Object.keys(experiment.rows);
  return [
    ...notRun('rows', rows, 'row'),
    ...notRun('datasets', Object.keys(experiment.datasets), 'dataset'),
    ...failures.map(({ cell: { dataset, row, setting, seed }, message }) => {
      const name = [row, dataset, setting, `seed ${seed}`].filter((part) => part !== '').join(', ');
      return `Failed: ${name}: ${message.split('\n')[0] ?? ''}`;
    }),
    ...findStrangers(results),
  ];
}

/**
 * Runs of one figure that differ in more than their seed, because an experiment or a model changed
 * between them.
 */
function findStrangers(results: readonly CellResult[]): readonly string[] {
  const figures = Map.groupBy(results, ({ cell: { name } }) =>
    [name.row, name.dataset, name.setting].filter((part) => part !== '').join(', '),
  );
  return [...figures].flatMap(([figure, [first, ...others]]) => {
    if (first === undefined) return [];
    const isOther = (other: CellResult): boolean =>
      !isDeepStrictEqual(settingsOf(other), settingsOf(first)) ||
      !isDeepStrictEqual(other.models, first.models) ||
      other.right.length !== first.right.length;
    return others.some(isOther)
      ? [
          `${figure}: its runs differ in more than their seeds (settings, model or test ` +
            'items); run it again to make them comparable.',
        ]
      : [];
  });
}

/** As JSON, so that loaded and new results compare as equal. */
function settingsOf({ cell: { configuration, method } }: CellResult): unknown {
  return JSON.parse(JSON.stringify([{ ...configuration, seed: null, samplerSeed: null }, method]));
}
