import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from '../settings/configuration.ts';
import { describeDifference } from './describe-difference.ts';
import { isRunError } from './run-error.ts';
import { createRunExistsError } from './create-run-exists-error.ts';
import { readRunRecord, recordFile } from './run-record.ts';

/**
 * Refuses to make a run in the directory of another one.
 *
 * @throws RunError with the settings in which the two differ
 */
export async function refuseExistingRun(configuration: Configuration): Promise<void> {
  const { outDir } = configuration;
  try {
    await access(join(outDir, recordFile));
  } catch {
    return;
  }
  throw createRunExistsError(outDir, await differenceFrom(outDir, configuration));
}

async function differenceFrom(
  runDirectory: string,
  configuration: Configuration,
): Promise<readonly string[]> {
  try {
    const { configuration: before } = await readRunRecord(runDirectory);
    return describeDifference(before, configuration);
  } catch (error) {
    if (!isRunError(error, 'run-directory')) throw error;
    return ['its config.json is not one of this version'];
  }
}
