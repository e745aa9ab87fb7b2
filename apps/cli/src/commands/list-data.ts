import {
  DatasetFileError,
  datasetNames,
  loadCatalogue,
  loadDataset,
  splitNames,
} from '@dln/datasets';
import { formatTable, type GivenSettings, resolveSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Prints the datasets that can be named. */
export async function listData(options: {
  readonly flags: GivenSettings;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, isJson, surroundings } = options;
  const { dataDir, datasetInfo } = resolveSettings(flags);
  const catalogue = await loadCatalogue(datasetInfo ?? undefined);
  const own = [...catalogue.datasets].filter(([, entry]) => entry.own !== undefined);
  const names = [...datasetNames, ...own.map(([name]) => name)];
  const found = await Promise.all(
    names.map(async (name) => {
      try {
        const dataset = await loadDataset({ name, dataDir, seed: 0, catalogue });
        const sizes = Object.fromEntries(splitNames.map((split) => [split, dataset.size(split)]));
        const isGenerated = dataset.sources.some((source) => source.isGenerated);
        const classes = dataset.outputClasses?.names ?? null;
        return { name, sizes, classes, isGenerated, problem: null };
      } catch (error) {
        if (!(error instanceof DatasetFileError)) throw error;
        const { problem, file = name } = error;
        return {
          name,
          sizes: null,
          classes: null,
          isGenerated: false,
          problem: `${file} ${problem}`,
        };
      }
    }),
  );
  if (isJson) {
    surroundings.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const rows = found.map(({ name, sizes, classes, isGenerated, problem }) => [
    name,
    ...splitNames.map((split) => String(sizes?.[split] ?? '–')),
    problem ?? `${classes?.join(', ') ?? 'free text'}${isGenerated ? ' (generated)' : ''}`,
  ]);
  surroundings.stdout.write(`${formatTable([['dataset', ...splitNames, 'answers'], ...rows])}\n`);
}
