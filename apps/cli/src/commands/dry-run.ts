import {
  estimateTraining,
  type GivenSettings,
  loadConfigurationFile,
  resolveConfiguration,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { describeEstimate, reportEstimate } from '../reporters/describe-estimate.ts';
import { storeStandardInput } from './store-standard-input.ts';

/** Prints what a run would take. */
export async function dryRun(options: {
  readonly flags: GivenSettings;
  readonly configFile: string | undefined;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, configFile, isJson, surroundings } = options;
  const { stdout, signal } = surroundings;
  const file = configFile === undefined ? undefined : await loadConfigurationFile(configFile);
  const configuration = await storeStandardInput(
    resolveConfiguration({ flags, file }),
    surroundings,
  );
  const estimate = await estimateTraining(configuration, signal);
  stdout.write(
    isJson ? `${JSON.stringify(reportEstimate(estimate))}\n` : `${describeEstimate(estimate)}\n`,
  );
}
