import type { RunEntry, RunList } from '../contract.ts';
import { findStudioRuns, type FoundRun } from './files/find-runs.ts';
import type { EntryReader } from './runs/read-run-entry.ts';

/** The runs that a server shows. A request names a run by its id only, never by a path. */
export interface RunCatalogue {
  list(): Promise<RunList['runs']>;
  find(id: string): Promise<FoundRun | undefined>;
}

/** How many entries are read at once. */
const PARALLEL = 8;

/** Creates a catalogue of the runs in a folder. */
export function createRunCatalogue(root: string, entries: EntryReader): RunCatalogue {
  let known: ReadonlyMap<string, FoundRun> = new Map();
  const search = async (): Promise<readonly FoundRun[]> => {
    const found = await findStudioRuns(root);
    known = new Map(found.map((run) => [run.id, run]));
    return found;
  };
  return {
    list: async () => {
      const found = await search();
      const read: (RunEntry | undefined)[] = [];
      for (let at = 0; at < found.length; at += PARALLEL)
        read.push(
          ...(await Promise.all(found.slice(at, at + PARALLEL).map((run) => entries.read(run)))),
        );
      return read.filter((entry) => entry !== undefined);
    },
    find: async (id) => {
      if (!known.has(id)) await search();
      return known.get(id);
    },
  };
}
