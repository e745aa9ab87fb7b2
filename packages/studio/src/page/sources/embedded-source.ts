import type { RunEntry } from '../../contract.ts';
import { EXPORT_ELEMENT, type ExportedStudio } from '../../export/exported-studio.ts';
import { parseCandidate } from '../../records/candidate.ts';
import { openResultRuns, type ResultRuns } from './result-runs.ts';
import type { RunKey, Source } from './source.ts';

/** The data of an exported page; undefined on a page of the server. */
export function embeddedData(): ExportedStudio | undefined {
  const text = document.getElementById(EXPORT_ELEMENT)?.textContent;
  return text === undefined ? undefined : (JSON.parse(text) as ExportedStudio);
}

/** A source that reads what an exported page carries. */
export function createEmbeddedSource(data: ExportedStudio): Source {
  const results = new Map<string, Promise<ResultRuns>>();
  const entryOf = (run: string): RunEntry | undefined => data.entries.find(({ id }) => id === run);
  const resultsOf = (run: string): Promise<ResultRuns> | undefined => {
    if (entryOf(run)?.kind !== 'result-data') return undefined;
    const text = data.runs[run]?.files['result_data.json'] ?? null;
    const known = results.get(run) ?? openResultRuns(async () => text);
    results.set(run, known);
    return known;
  };
  const texts = new Map(
    Object.entries(data.runs).map(([run, { lines }]) => [
      run,
      new Map(lines.map(([{ offset }, text]) => [offset, text])),
    ]),
  );
  return {
    isLive: false,
    remarks: [
      `Exported on ${new Date(data.made).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
      ...data.remarks,
    ],
    list: async () => ({ runs: data.entries, now: data.made, guide: false }),
    follow: (key, listener) => {
      const entry = entryOf(key.run);
      if (!entry) {
        listener.onProblem('This file does not have this run.');
        return () => undefined;
      }
      const found = resultsOf(key.run);
      if (!found) {
        listener.onRun(entry);
        listener.onLines((data.runs[key.run]?.lines ?? []).map(([summary]) => summary));
        return () => undefined;
      }
      found.then(
        (runs) => {
          listener.onRun(runs.describe(entry, key.dataset));
          listener.onDatasets(runs.datasets);
          listener.onLines(runs.lines(key.dataset));
        },
        (error: unknown) =>
          listener.onProblem(error instanceof Error ? error.message : String(error)),
      );
      return () => undefined;
    },
    readLine: async ({ run, dataset }: RunKey, { offset }) => {
      const found = await resultsOf(run);
      return found ? found.readLine(dataset, offset) : (texts.get(run)?.get(offset) ?? null);
    },
    readText: async ({ run }, name) => data.runs[run]?.files[name] ?? null,
    readCandidates: async ({ run, dataset }, step) => {
      const found = await resultsOf(run);
      if (found) return found.candidates(dataset, step);
      const lines = data.runs[run]?.candidates?.find(([one]) => one === step)?.[1];
      return lines?.flatMap((line) => parseCandidate(line) ?? []) ?? null;
    },
  };
}
