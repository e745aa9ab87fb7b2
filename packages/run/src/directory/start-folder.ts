import { relative, resolve } from 'node:path';

/** The folder that a run was started from: its configuration names paths relative to it. */
export interface StartFolder {
  readonly absolute: string;
  /** Relative to the run directory, so that a project can be moved as a whole. */
  readonly fromRun: string;
}

/** Describes the folder that a run is started from. */
export function describeStartFolder(runDirectory: string, folder = '.'): StartFolder {
  return { absolute: resolve(folder), fromRun: relative(runDirectory, folder) || '.' };
}
