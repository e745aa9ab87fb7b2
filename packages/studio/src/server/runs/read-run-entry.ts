import { isRunning } from '@dln/run';
import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchCellName, RunEntry, RunFile } from '../../contract.ts';
import { isMissing, type FoundRun } from '../files/find-runs.ts';
import { openRunFile } from '../files/open-run-file.ts';
import { noFigures, noSettings, readSettings, type Settings } from './read-figures.ts';
import { readLogEnd, type LogEnd } from './read-log-end.ts';
import { parseCellName } from './parse-cell-name.ts';
import { decideStatus } from './run-status.ts';

/** Reads what the list of runs shows. Remembers what files said until they change. */
export interface EntryReader {
  /** Undefined if the directory is gone. */
  read(run: FoundRun): Promise<RunEntry | undefined>;
}

/** Larger files are not read for the list of runs. */
const MAX_BYTES = 4 * 1024 * 1024;
const nothingHappened: LogEnd = { figures: noFigures, lastEvent: undefined };

/**
 * Creates a reader.
 *
 * @param now the clock, in milliseconds since 1970
 */
export function createEntryReader(now: () => number): EntryReader {
  const settings = createMemory<Settings>();
  const logs = createMemory<LogEnd>();
  const cells = createMemory<BenchCellName | null>();
  return {
    read: async (run) => {
      if (!(await exists(run))) return undefined;
      const files = await listFiles(run);
      if (files.length === 0) return undefined;
      const modified = Math.max(...files.map((file) => file.modified));
      const given = await settings(run, files, 'config.json', () => readConfig(run));
      const { figures, lastEvent } =
        (await logs(run, files, 'events.jsonl', () => readLog(run))) ?? nothingHappened;
      const status =
        run.kind === 'run'
          ? decideStatus({
              isLocked: await askLock(run.directory),
              lastEvent,
              quietInMs: now() - modified,
            })
          : 'finished';
      return {
        id: run.id,
        name: run.name,
        kind: run.kind,
        status,
        files,
        modified,
        ...(given ?? noSettings),
        ...figures,
        cell: (await cells(run, files, 'result.json', () => readCell(run))) ?? null,
      };
    },
  };
}

/** Remembers what a file of a run said, as long as its size and time stay. */
function createMemory<Value>() {
  const known = new Map<
    string,
    { readonly size: number; readonly modified: number; readonly value: Value }
  >();
  return async (
    run: FoundRun,
    files: readonly RunFile[],
    name: RunFile['name'],
    read: () => Promise<Value>,
  ): Promise<Value | undefined> => {
    const file = files.find((one) => one.name === name);
    if (!file) return undefined;
    const before = known.get(run.id);
    if (before?.size === file.size && before.modified === file.modified) return before.value;
    const value = await read();
    known.set(run.id, { size: file.size, modified: file.modified, value });
    return value;
  };
}

async function readConfig(run: FoundRun): Promise<Settings> {
  const text = await readSmall(run, 'config.json');
  return text === undefined ? noSettings : readSettings(text);
}

async function readCell(run: FoundRun): Promise<BenchCellName | null> {
  const text = run.kind === 'bench' ? await readSmall(run, 'result.json') : undefined;
  return text === undefined ? null : parseCellName(text);
}

async function readSmall(run: FoundRun, name: RunFile['name']): Promise<string | undefined> {
  await using file = await openRunFile(run, name);
  return file && file.size <= MAX_BYTES ? await file.handle.readFile('utf8') : undefined;
}

async function readLog(run: FoundRun): Promise<LogEnd> {
  await using file = await openRunFile(run, 'events.jsonl');
  return file ? await readLogEnd(file) : nothingHappened;
}

async function exists(run: FoundRun): Promise<boolean> {
  try {
    return (await realpath(run.directory)) === run.directory;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function listFiles({ paths }: FoundRun): Promise<readonly RunFile[]> {
  const files = await Promise.all(
    [...paths].map(async ([name, path]): Promise<readonly RunFile[]> => {
      try {
        const stats = await lstat(path);
        return stats.isFile()
          ? [{ name, size: stats.size, modified: Math.round(stats.mtimeMs) }]
          : [];
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    }),
  );
  return files.flat();
}

/** Undefined if the lock cannot be asked, as in a directory that cannot be written to. */
async function askLock(directory: string): Promise<boolean | undefined> {
  try {
    if (!(await lstat(join(directory, 'lock'))).isFile()) return undefined;
    return isRunning(directory);
  } catch (error) {
    return isMissing(error) ? false : undefined;
  }
}
