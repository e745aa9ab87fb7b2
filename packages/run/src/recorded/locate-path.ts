import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { StartFolder } from '../directory/start-folder.ts';

/**
 * A run directory, and the folder that its run was started from; null for records of earlier
 * versions.
 */
export interface RecordedPlace {
  readonly runDirectory: string;
  readonly startFolder: StartFolder | null;
}

/** Possible places of a path of a run's configuration, the most likely first. */
export function placesOf(
  path: string,
  { runDirectory, startFolder }: RecordedPlace,
): readonly string[] {
  if (isAbsolute(path)) return [path];
  if (startFolder === null) return [resolve(path)];
  const { fromRun, absolute } = startFolder;
  return [...new Set([resolve(runDirectory, fromRun, path), resolve(absolute, path)])];
}

/** The first place at which there is something; undefined if all are empty. */
export function locatePath(path: string, place: RecordedPlace): string | undefined {
  return placesOf(path, place).find((candidate) => existsSync(candidate));
}
