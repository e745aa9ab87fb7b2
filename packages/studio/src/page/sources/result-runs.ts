import type { LineSummary, RunEntry } from '../../contract.ts';
import type { Candidate } from '../../records/candidate.ts';
import { parseJson } from '../../records/fields.ts';
import { parseResultData, type ResultRun } from '../../records/result-data.ts';
import { emptyView, foldLines } from '../../reducers/run-view.ts';
import { summarizeLine } from '../../reducers/summarize-line.ts';

/** Results of the Python reference, one run a dataset. */
export interface ResultRuns {
  readonly datasets: readonly string[];
  readonly describe: (entry: RunEntry, dataset: string | undefined) => RunEntry;
  readonly lines: (dataset: string | undefined) => readonly LineSummary[];
  /** @param offset the line's index */
  readonly readLine: (dataset: string | undefined, offset: number) => string | null;
  readonly candidates: (dataset: string | undefined, step: number) => readonly Candidate[];
}

/** Opens the text of a result_data.json. */
export async function openResultRuns(read: () => Promise<string | null>): Promise<ResultRuns> {
  const text = await read();
  if (text === null) throw new Error('There is no result_data.json any more.');
  const value = parseJson(text);
  if (value === undefined) throw new Error('result_data.json is not JSON.');
  const runs = parseResultData(value);
  const of = (dataset: string | undefined): ResultRun | undefined =>
    runs.find((run) => run.dataset === dataset) ?? runs[0];
  const linesOf = (dataset: string | undefined): readonly LineSummary[] =>
    (of(dataset)?.events ?? []).map((event, offset) =>
      summarizeLine(event, { offset, length: event.length }),
    );
  return {
    datasets: runs.map(({ dataset }) => dataset),
    describe: (entry, dataset) => {
      const { steps, best } = foldLines(emptyView, linesOf(dataset));
      return {
        ...entry,
        dataset: of(dataset)?.dataset ?? entry.dataset,
        steps: steps.filter(({ stepped }) => stepped !== null).length,
        devAccuracy: best?.devAccuracy ?? null,
      };
    },
    lines: linesOf,
    readLine: (dataset, offset) => of(dataset)?.events[offset] ?? null,
    candidates: (dataset, step) =>
      (of(dataset)?.candidates ?? []).filter((candidate) => candidate.step === step),
  };
}
