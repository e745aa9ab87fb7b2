import { openModels, type ProgramModels } from './open-models.ts';
import type { TrainNetworkOptions } from './training-options.ts';

const DEFAULT_CONCURRENCY = 32;

/** Opens the models that the options of a training name. */
export async function openTrainingModels(
  options: Omit<TrainNetworkOptions, 'data'>,
): Promise<ProgramModels> {
  const { settings, budget } = options;
  return openModels(options, {
    concurrency: settings?.concurrency ?? DEFAULT_CONCURRENCY,
    isCapped: budget?.maxCost !== undefined,
    format: settings?.format ?? (settings?.preset === 'reference' ? 'plain' : 'auto'),
  });
}
