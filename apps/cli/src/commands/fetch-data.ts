import { fetchDatasets } from '@dln/datasets';
import { createProxiedFetch } from '@dln/llm';
import { z } from 'zod';
import {
  ConfigurationError,
  formatCount,
  type GivenSettings,
  readEnvironment,
  resolveSettings,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { createFetchReporter } from '../reporters/create-fetch-reporter.ts';

const timeoutSchema = z.coerce.number().positive();

/** Fetches datasets from where they are published, and prints how many files came. */
export async function fetchData(options: {
  /** All published data sets, if none is named. */
  readonly names: readonly string[];
  readonly baseUrl?: string;
  readonly force?: boolean;
  /** In seconds. */
  readonly timeout: string;
  readonly flags: GivenSettings;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { names, force = false, flags, surroundings } = options;
  const { stdout, stderr, signal } = surroundings;
  const timeoutInSeconds = timeoutSchema.safeParse(options.timeout).data;
  if (timeoutInSeconds === undefined)
    throw new ConfigurationError([
      `--timeout expects a number of seconds above 0; it is ${JSON.stringify(options.timeout)}`,
    ]);
  const { dataDir } = resolveSettings(flags);
  const baseUrl = options.baseUrl ?? readEnvironment().dataUrl;
  const counts = { fetched: 0, present: 0 };
  const reporter = await createFetchReporter(stderr);
  try {
    await fetchDatasets({
      ...(names.length > 0 && { names }),
      ...(baseUrl !== undefined && { baseUrl }),
      dataDir,
      force,
      signal,
      fetch: createProxiedFetch(),
      stallTimeoutInMs: timeoutInSeconds * 1000,
      onEvent: (event) => {
        if (event.type === 'fetched' || event.type === 'present') counts[event.type]++;
        reporter.onEvent(event);
      },
    });
  } finally {
    reporter.onEnd();
  }
  const { fetched, present } = counts;
  stdout.write(
    `${formatCount(fetched)} ${fetched === 1 ? 'file' : 'files'} fetched into ${dataDir}, ${formatCount(present)} were there already\n`,
  );
}
