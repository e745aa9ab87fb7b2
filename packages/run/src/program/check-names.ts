import { createTrainingOptionError } from './create-training-errors.ts';
import { trainNetworkOptionNames, type TrainNetworkOptions } from './training-options.ts';

/** @throws ConfigurationError for an option that `trainNetwork` does not have */
export function checkNames(options: TrainNetworkOptions): void {
  const unknown = Object.keys(options).find(
    (name) => !(trainNetworkOptionNames as readonly string[]).includes(name),
  );
  if (unknown !== undefined)
    throw createTrainingOptionError(
      unknown,
      `is not an option of trainNetwork; its options are ${trainNetworkOptionNames.join(', ')}. Other settings go into settings.`,
    );
}
