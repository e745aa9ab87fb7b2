import {
  type CacheFlags,
  chooseSharedReplies,
  type GivenSettings,
  loadConfigurationFile,
  resolveConfiguration,
  runTraining,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import { printSummary } from './print-summary.ts';
import { storeStandardInput } from './store-standard-input.ts';

/** Trains a network and prints what it came to. */
export async function train(options: {
  readonly flags: GivenSettings;
  readonly configFile: string | undefined;
  readonly cache: CacheFlags;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, configFile, isJson, surroundings } = options;
  const { stdout, stderr, signal } = surroundings;
  const file = configFile === undefined ? undefined : await loadConfigurationFile(configFile);
  const configuration = await storeStandardInput(
    resolveConfiguration({ flags, file }),
    surroundings,
  );
  const shared = chooseSharedReplies(options.cache, surroundings.cacheFolder);
  const reporter = await createReporter(stderr);
  printSummary(stdout, await runTraining(configuration, { signal, reporter, shared }), isJson);
}
