import { z } from 'zod';
import {
  type CacheFlags,
  chooseSharedReplies,
  ConfigurationError,
  type GivenSettings,
  readFlagSettings,
  resumeTraining,
  type ResumedSettings,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import { printSummary } from './print-summary.ts';

const capsSchema = z
  .object({
    maxRequests: z.number(),
    maxTokensTotal: z.number(),
    maxCost: z.number(),
    maxMinutes: z.number(),
    prices: z.string(),
    allowChangedModules: z.boolean(),
  })
  .partial()
  // What is not given stays as it was, and is no key at all.
  .transform((caps) => Object.fromEntries(Object.entries(caps)) as ResumedSettings);

/** Goes on with a run and prints what it came to. */
export async function resume(options: {
  readonly runDirectory: string;
  /** Caps in place of the run's own. */
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { runDirectory, flags, isJson, surroundings } = options;
  const { stdout, stderr, signal } = surroundings;
  const shared = chooseSharedReplies(options.cache, surroundings.cacheFolder);
  const reporter = await createReporter(stderr);
  const { values: caps, problems } = readFlagSettings(flags);
  if (problems.length > 0) throw new ConfigurationError(problems);
  printSummary(
    stdout,
    await resumeTraining(runDirectory, { signal, reporter, shared, caps: capsSchema.parse(caps) }),
    isJson,
  );
}
