import { join } from 'node:path';
import { readCheckpoint, type Checkpoint } from '../directory/checkpoint.ts';
import { describeDifference } from '../directory/describe-difference.ts';
import { createRunDirectoryError } from '../directory/create-run-directory-error.ts';
import { recordFile, type RunRecord } from '../directory/run-record.ts';
import type { Fingerprints } from './fingerprint-run.ts';
import { readVersions } from './read-versions.ts';

/**
 * The checkpoint of a run, which knows what the run was made with.
 *
 * @throws RunError if its record says something else by now
 */
export async function takeCheckpoint(
  runDirectory: string,
  { configuration }: RunRecord,
  onNote: (text: string) => void,
): Promise<Checkpoint | undefined> {
  const checkpoint = await readCheckpoint(runDirectory);
  if (checkpoint === 'damaged')
    onNote(
      'The checkpoint of this run is damaged. The run is made again from its replies all the same, without the comparison with it.',
    );
  if (typeof checkpoint === 'string') return undefined;
  const difference = describeDifference(checkpoint.configuration, configuration);
  if (difference.length === 0) return checkpoint;
  throw createRunDirectoryError({
    runDirectory,
    problem: `it was made with other settings than its config.json has now (${difference.join('; ')}). Put them back, or start a run with the new ones: use ${join(runDirectory, recordFile)} as its configuration file, with another \`outDir\``,
  });
}

/**
 * Another version may decide otherwise with the same replies.
 *
 * @throws RunError for another version
 */
export function checkVersions(runDirectory: string, versions: RunRecord['versions']): void {
  const { node: _ours, ...now } = readVersions();
  const changed = Object.entries(now).filter(([name, version]) => versions[name] !== version);
  if (changed.length === 0) return;
  const difference = changed
    .map(([name, version]) => `${name} ${versions[name] ?? 'unknown'}, now ${version}`)
    .join('; ');
  throw createRunDirectoryError({
    runDirectory,
    problem: `it was made with other versions (${difference})`,
  });
}

/**
 * Other data or templates give other replies.
 *
 * @throws RunError if they have changed
 */
export function checkFingerprints(
  runDirectory: string,
  before: Fingerprints,
  now: Fingerprints,
): void {
  const changed = (['data', 'templates'] as const).filter((part) => before[part] !== now[part]);
  if (changed.length === 0) return;
  throw createRunDirectoryError({
    runDirectory,
    problem: `its ${changed.join(' and ')} are not what they were when it began; put them back`,
  });
}
