import type { LineSummary, RunEntry, RunFileName, RunList } from '../../contract.ts';
import { findCandidates, type ReadRange } from './find-candidates.ts';
import { openResultRuns, type ResultRuns } from './result-runs.ts';
import type { RunKey, RunListener, Source } from './source.ts';

/** Files that are read whole are no larger. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/** A source that asks the server of the page. */
export function createHttpSource(): Source {
  const entries = new Map<string, RunEntry>();
  const results = new Map<string, Promise<ResultRuns>>();

  const readText = async ({ run }: RunKey, name: RunFileName): Promise<string | null> => {
    const size = entries.get(run)?.files.find((file) => file.name === name)?.size;
    if (size !== undefined && size > LARGEST_TEXT)
      throw new Error(`${name} has ${size} bytes, too many to read at once`);
    const answer = await fetch(fileUrl(run, name));
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return answer.text();
  };
  const resultsOf = (run: string): Promise<ResultRuns> => {
    const known = results.get(run) ?? openResultRuns(() => readText({ run }, 'result_data.json'));
    results.set(run, known);
    return known;
  };
  const isResult = (run: string): boolean => entries.get(run)?.kind === 'result-data';
  const entryOf = async (run: string): Promise<RunEntry> => {
    const answer = await fetch(`/api/runs/${encodeURIComponent(run)}`);
    if (!answer.ok)
      throw new Error(answer.status === 404 ? 'This run is gone.' : await answer.text());
    const entry = (await answer.json()) as RunEntry;
    entries.set(run, entry);
    return entry;
  };
  const knownEntry = async (run: string): Promise<RunEntry> =>
    entries.get(run) ?? (await entryOf(run));

  return {
    isLive: true,
    remarks: [],
    list: async () => {
      const answer = await fetch('/api/runs');
      if (!answer.ok) throw new Error(await answer.text());
      const list = (await answer.json()) as RunList;
      for (const entry of list.runs) entries.set(entry.id, entry);
      return list;
    },
    follow: (key, listener) => {
      const left = new AbortController();
      const hasLeft = (): boolean => left.signal.aborted;
      const fail = (error: unknown): void => {
        if (!hasLeft()) listener.onProblem(describe(error));
      };
      entryOf(key.run)
        .then(async (entry) => {
          if (hasLeft()) return;
          if (entry.kind !== 'result-data') {
            followStream(key.run, left.signal, listener, (fresh) => entries.set(key.run, fresh));
            return;
          }
          const runs = await resultsOf(key.run);
          if (hasLeft()) return;
          listener.onRun(runs.describe(entry, key.dataset));
          listener.onDatasets(runs.datasets);
          listener.onLines(runs.lines(key.dataset));
        })
        .catch(fail);
      return () => left.abort();
    },
    readLine: async (key, { offset, length }) => {
      if (isResult(key.run)) return (await resultsOf(key.run)).readLine(key.dataset, offset);
      const bytes = await readRange(key.run, 'events.jsonl', offset, length);
      return new TextDecoder().decode(bytes);
    },
    readText,
    readCandidates: async (key, step) => {
      const entry = await knownEntry(key.run);
      if (entry.kind === 'result-data')
        return (await resultsOf(key.run)).candidates(key.dataset, step);
      const fresh = await entryOf(key.run);
      const size = fresh.files.find(({ name }) => name === 'candidates.jsonl')?.size;
      if (size === undefined) return null;
      const read: ReadRange = (from, length) =>
        readRange(key.run, 'candidates.jsonl', from, length);
      return findCandidates(read, size, step);
    },
  };
}

function followStream(
  run: string,
  signal: AbortSignal,
  listener: RunListener,
  keep: (entry: RunEntry) => void,
): void {
  const stream = new EventSource(`/api/runs/${encodeURIComponent(run)}/stream?from=0`);
  signal.addEventListener('abort', () => stream.close());
  stream.addEventListener('run', ({ data }: MessageEvent<string>) => {
    const entry = JSON.parse(data) as RunEntry;
    keep(entry);
    listener.onProblem(null);
    listener.onRun(entry);
  });
  stream.addEventListener('lines', ({ data }: MessageEvent<string>) => {
    listener.onLines(JSON.parse(data) as readonly LineSummary[]);
  });
  stream.addEventListener('gone', () => {
    stream.close();
    listener.onGone();
    // The run may be made anew in the same place.
    setTimeout(() => {
      if (!signal.aborted) followStream(run, signal, listener, keep);
    }, 2000);
  });
  stream.addEventListener('error', () => {
    listener.onProblem('The connection to the studio is lost. Trying again.');
    if (stream.readyState !== EventSource.CLOSED) return;
    listener.onProblem('This run is gone, or the studio has ended.');
  });
}

async function readRange(
  run: string,
  name: RunFileName,
  from: number,
  length: number,
): Promise<Uint8Array> {
  if (length <= 0) return new Uint8Array();
  const headers = { range: `bytes=${from}-${from + length - 1}` };
  const answer = await fetch(fileUrl(run, name), { headers });
  if (answer.status === 416) return new Uint8Array();
  if (answer.status !== 206)
    throw new Error(
      answer.status === 404 ? `${name} is gone.` : `The studio did not give a part of ${name}.`,
    );
  return new Uint8Array(await answer.arrayBuffer());
}

function fileUrl(run: string, name: RunFileName): string {
  return `/api/runs/${encodeURIComponent(run)}/files/${name}`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
