import type { LineSummary, RunEntry, RunFileName, RunList } from '../../contract.ts';
import type { Candidate } from '../../records/candidate.ts';

/** What the page learns of a run while it follows it. */
export interface RunListener {
  readonly onRun: (entry: RunEntry) => void;
  readonly onLines: (lines: readonly LineSummary[]) => void;
  /** The directory is gone or was made anew: forget all lines. */
  readonly onGone: () => void;
  /** Null: the connection is there again. */
  readonly onProblem: (problem: string | null) => void;
  /** Datasets of results that have several. */
  readonly onDatasets: (datasets: readonly string[]) => void;
}

/** Which run of the studio, and which dataset of it. */
export interface RunKey {
  readonly run: string;
  readonly dataset?: string | undefined;
}

/** The source of the page's runs: a server, or an exported file. */
export interface Source {
  /** Runs can change while the page is open. */
  readonly isLive: boolean;
  /** What an export leaves out, a line each. */
  readonly remarks: readonly string[];
  readonly list: () => Promise<RunList>;
  /** Follows a run until the function that it returns is called. */
  readonly follow: (key: RunKey, listener: RunListener) => () => void;
  /** A line of events.jsonl; null if this source does not have it. */
  readonly readLine: (
    key: RunKey,
    line: Pick<LineSummary, 'offset' | 'length'>,
  ) => Promise<string | null>;
  /** A small file; null if the run does not have it. */
  readonly readText: (key: RunKey, name: RunFileName) => Promise<string | null>;
  /** The candidates of a step; null if this source does not have them. */
  readonly readCandidates: (key: RunKey, step: number) => Promise<readonly Candidate[] | null>;
}
