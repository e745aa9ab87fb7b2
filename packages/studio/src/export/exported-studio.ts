import type { LineSummary, RunEntry, RunFileName } from '../contract.ts';

/** A line of events.jsonl in an export: its summary, and its text unless it is left out. */
export type ExportedLine = readonly [summary: LineSummary, text: string | null];

/** A run in an export. */
export interface ExportedRun {
  readonly lines: readonly ExportedLine[];
  /** Small files, whole. */
  readonly files: Readonly<Partial<Record<RunFileName, string>>>;
  /**
   * `[step, lines of candidates.jsonl]`; steps that are left out are missing. Null if the run has
   * no candidates.jsonl.
   */
  readonly candidates: readonly (readonly [step: number, lines: readonly string[]])[] | null;
}

/** All that an exported file shows. */
export interface ExportedStudio {
  readonly format: 'dln-studio-export';
  /** Milliseconds since 1970. */
  readonly made: number;
  readonly entries: readonly RunEntry[];
  /** By id. */
  readonly runs: Readonly<Record<string, ExportedRun>>;
  /** What is left out, a sentence each. */
  readonly remarks: readonly string[];
}

/** The id of the element that holds the data of an exported page. */
export const EXPORT_ELEMENT = 'dln-studio-export';
