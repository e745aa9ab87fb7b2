import { ConfigurationError, fetchModel, formatSize } from '@dln/run';
import { z } from 'zod';
import type { Surroundings } from '../command-line/surroundings.ts';
import { createModelFetchReporter } from '../reporters/create-model-fetch-reporter.ts';

const timeoutSchema = z.coerce.number().positive();

/** Options of `dln models fetch`. */
export interface FetchModelFlags {
  readonly from?: string;
  readonly sha256?: string;
  readonly name?: string;
  readonly mirror?: string;
  readonly force?: boolean;
  /** In seconds. */
  readonly timeout: string;
}

/** Fetches a model and prints its path and how to use it. */
export async function fetchNamedModel(options: {
  readonly model: string;
  readonly flags: FetchModelFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { model, flags, surroundings } = options;
  const { stdout, stderr, signal } = surroundings;
  const { timeout, ...given } = flags;
  const timeoutInSeconds = timeoutSchema.safeParse(timeout).data;
  if (timeoutInSeconds === undefined)
    throw new ConfigurationError([
      `--timeout expects a number of seconds above 0; it is ${JSON.stringify(timeout)}`,
    ]);
  const reporter = await createModelFetchReporter(stderr, model);
  try {
    const { name, file, bytes, wasPresent } = await fetchModel({
      model,
      ...given,
      signal,
      stallTimeoutInMs: timeoutInSeconds * 1000,
      onEvent: reporter.onEvent,
    });
    reporter.onEnd();
    stdout.write(
      `${file} (${formatSize(bytes)})${wasPresent ? ' exists already' : ''}: its checksum is right.\nUse it with --model ${name}\n`,
    );
  } finally {
    reporter.onEnd();
  }
}
