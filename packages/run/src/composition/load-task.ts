import { loadCatalogue, loadDataset, type Dataset } from '@dln/datasets';
import { createStrategies } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/** Loads the dataset that a configuration names, with the preset's ways of cutting and drawing. */
export async function loadTask(configuration: Configuration): Promise<Dataset> {
  const { dataset, dataDir, datasetInfo, preset, seed, nShots } = configuration;
  return loadDataset({
    name: dataset ?? '',
    dataDir,
    seed,
    maxTrainSize: configuration.maxTrainSize,
    maxDevSize: configuration.maxDevSize,
    maxTestSize: configuration.maxTestSize,
    fewShots: Math.max(0, nShots),
    catalogue: datasetInfo === null ? undefined : await loadCatalogue(datasetInfo),
    choices: createStrategies(preset, seed).dataset,
  });
}
