import { createHash } from 'node:crypto';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { codeOf } from '../../records/error-code.ts';
import { RUN_FILES, type RunFileName, type RunKind } from '../../contract.ts';

/** A run that was found: only its path. */
export interface FoundRun {
  readonly id: string;
  readonly name: string;
  readonly kind: RunKind;
  /** Symbolic links resolved. */
  readonly directory: string;
  /** The files that it may have, and where: in its directory, or the one file that was named. */
  readonly paths: ReadonlyMap<RunFileName, string>;
}

/** Folders that hold no runs and may be very large. */
const SKIPPED = /^(\.|node_modules$|tensorboard$)/;
const MAX_DEPTH = 8;

/**
 * Finds runs: run directories, cells of the bench and results of the Python reference, in a folder,
 * however deep, in the order of their names. A file that is named itself counts as a
 * `result_data.json`. Symbolic links in the folder are not followed.
 */
export async function findStudioRuns(root: string): Promise<readonly FoundRun[]> {
  let start: string;
  try {
    start = await realpath(root);
    if ((await stat(start)).isFile()) return [loneFile(start)];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const order = new Intl.Collator('en', { numeric: true });
  const found = await walk(start, start, 0);
  return found.toSorted((one, other) => order.compare(one.name, other.name));
}

async function walk(root: string, directory: string, depth: number): Promise<readonly FoundRun[]> {
  let entries;
  try {
    entries = await readdir(directory, { withFileTypes: true });
  } catch {
    return []; // removed, or not readable: it shows no run
  }
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const kind = kindOf(files);
  const own = kind === undefined ? [] : [describe(root, directory, kind)];
  if (depth >= MAX_DEPTH) return own;
  const folders = entries.filter((entry) => entry.isDirectory() && !SKIPPED.test(entry.name));
  const below = await Promise.all(
    folders.map(({ name }) => walk(root, join(directory, name), depth + 1)),
  );
  return [...own, ...below.flat()];
}

function kindOf(files: readonly string[]): RunKind | undefined {
  if (files.includes('config.json')) return 'run';
  if (files.includes('result.json')) return 'bench';
  return files.includes('result_data.json') ? 'result-data' : undefined;
}

function describe(root: string, directory: string, kind: RunKind): FoundRun {
  return {
    id: idOf(directory),
    name: relative(root, directory) || basename(directory),
    kind,
    directory,
    paths: new Map(RUN_FILES.map((name) => [name, join(directory, name)])),
  };
}

function loneFile(path: string): FoundRun {
  return {
    id: idOf(path),
    name: basename(path),
    kind: 'result-data',
    directory: join(path, '..'),
    paths: new Map([['result_data.json', path]]),
  };
}

/** Nothing of a path is in it, and it is the same tomorrow, so that links stay good. */
function idOf(path: string): string {
  return createHash('sha256').update(path).digest('base64url').slice(0, 12);
}

/** Whether the error is that of a missing file or folder. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
