import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  EventMismatchError,
  readRunRecord,
  resumeTraining,
  RunDirectoryError,
  runTraining,
  type Configuration,
  type RunSummary,
  type RunTrainingOptions,
} from '@dln/run';

/**
 * Runs a configuration to its end. Where its directory holds the same run, unfinished, it goes on with that one, to the same result; anything else that is left
 * there is removed.
 */
export async function trainCell(
  configuration: Configuration,
  options: RunTrainingOptions,
): Promise<RunSummary> {
  const directory = configuration.outDir;
  if (await holdsRun(directory, configuration))
    try {
      return await resumeTraining(directory, options);
    } catch (error) {
      // What does not fit any more is made anew; every other failure is the run's own.
      if (!(error instanceof RunDirectoryError || error instanceof EventMismatchError)) throw error;
    }
  await rm(directory, { recursive: true, force: true });
  return runTraining(configuration, options);
}

async function holdsRun(directory: string, configuration: Configuration): Promise<boolean> {
  try {
    await access(join(directory, 'config.json'));
    const { configuration: before } = await readRunRecord(directory);
    return isDeepStrictEqual(before, configuration);
  } catch {
    return false; // there is none, or none that can be read
  }
}
