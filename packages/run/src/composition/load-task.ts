import { loadCatalogue, loadDataset, type Dataset } from '@dln/datasets';
import { createStrategies } from '@dln/vi';
import type { Drawing } from '../modules/outside-data.ts';
import { NO_MODULES, type RunModules } from '../modules/run-modules.ts';
import { readSchemaSetting } from '../structured/read-schema-setting.ts';
import type { Configuration } from '../settings/configuration.ts';

/** Loads the dataset that a configuration names, with the preset's ways of cutting and drawing. */
export async function loadTask(
  configuration: Configuration,
  { datasets }: Pick<RunModules, 'datasets'> = NO_MODULES,
): Promise<Dataset> {
  const { dataset, dataDir, datasetInfo, preset, seed } = configuration;
  const drawing = toDrawing(configuration);
  const load = dataset === null ? undefined : datasets.get(dataset);
  if (load) return load({ dataDir, seed, drawing });
  return loadDataset({
    name: dataset ?? '',
    dataDir,
    seed,
    outputSchema: await readSchemaSetting(configuration.outputSchema),
    maxTrainSize: configuration.maxTrainSize,
    maxDevSize: configuration.maxDevSize,
    maxTestSize: configuration.maxTestSize,
    fewShots: drawing.fewShots,
    catalogue: datasetInfo === null ? undefined : await loadCatalogue(datasetInfo),
    choices: createStrategies(preset, seed).dataset,
  });
}

/** How a configuration cuts splits and draws from them, for data that are not named. */
export function toDrawing({ preset, seed, nShots, ...sizes }: Configuration): Drawing {
  return {
    seed,
    fewShots: Math.max(0, nShots),
    maxSizes: { train: sizes.maxTrainSize, dev: sizes.maxDevSize, test: sizes.maxTestSize },
    choices: createStrategies(preset, seed).dataset,
  };
}
