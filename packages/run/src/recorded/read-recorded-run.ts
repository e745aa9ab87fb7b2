import { dirname } from 'node:path';
import type { Configuration } from '../settings/configuration.ts';
import type { ModuleRecord } from '../modules/load-module.ts';
import type { Findings } from '../composition/findings.ts';
import { isRunError } from '../directory/run-error.ts';
import { readRunRecord } from '../directory/run-record.ts';
import type { RecordedPlace } from './locate-path.ts';

/** The run that a network comes from. */
export interface RecordedRun {
  readonly place: RecordedPlace;
  readonly configuration: Configuration;
  readonly findings: Findings;
  readonly modules: readonly ModuleRecord[];
}

/**
 * Reads the record of the run that a network comes from; undefined if the network lies alone.
 *
 * @param path a run directory, or a network.json in one
 * @param onNote is told if there is a record that cannot be read
 */
export async function readRecordedRun(
  path: string,
  onNote: (text: string) => void,
): Promise<RecordedRun | undefined> {
  const runDirectory = path.endsWith('.json') ? dirname(path) : path;
  try {
    const record = await readRunRecord(runDirectory, { fillsDefaults: true });
    const { configuration, findings, startFolder = null, modules = [] } = record;
    return { place: { runDirectory, startFolder }, configuration, findings, modules };
  } catch (error) {
    if (!isRunError(error, 'run-directory')) throw error;
    if (!isMissing(error.cause))
      onNote(`The settings of the run are not used, defaults are: ${error.message}`);
    return undefined;
  }
}

function isMissing(cause: unknown): boolean {
  return (
    cause instanceof Error && 'code' in cause && ['ENOENT', 'ENOTDIR'].includes(String(cause.code))
  );
}
