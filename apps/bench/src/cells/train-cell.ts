import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  isRunError,
  readRunRecord,
  resumeTraining,
  runTraining,
  type Configuration,
  type RunSummary,
  type RunTrainingOptions,
} from '@dln/run';

/**
 * Runs a configuration to its end. Resumes an unfinished run of the same configuration in its
 * directory; other contents are removed.
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
      // Start over if the stored run does not match; other failures belong to the run.
      if (!isRunError(error, 'run-directory') && !isRunError(error, 'event-mismatch')) throw error;
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
    return false; // missing or unreadable
  }
}
