import { LINES_PER_MESSAGE, type LineSummary } from '../../contract.ts';
import { summarizeLine } from '../../reducers/summarize-line.ts';
import type { OpenRunFile } from '../files/open-run-file.ts';
import { redact } from '../files/redact.ts';
import { wholeLines, type WholeLine } from '../lines/whole-lines.ts';

/** Summaries that go into one message. */
export interface SummaryBatch {
  readonly summaries: readonly LineSummary[];
  /** The byte behind the last line. */
  readonly end: number;
}

/** Summarizes the whole lines of a log from a line on, in batches. */
export async function* readSummaries(
  { handle }: OpenRunFile,
  { from, secrets }: { readonly from: number; readonly secrets: readonly string[] },
): AsyncGenerator<SummaryBatch> {
  for await (const lines of wholeLines(handle, { from }))
    for (let at = 0; at < lines.length; at += LINES_PER_MESSAGE) {
      const part = lines.slice(at, at + LINES_PER_MESSAGE);
      const last = part.at(-1);
      if (!last) return;
      yield {
        summaries: part.map((line) => summarize(line, secrets)),
        end: last.offset + last.length + 1,
      };
    }
}

function summarize({ offset, length, bytes }: WholeLine, secrets: readonly string[]): LineSummary {
  const place = { offset, length };
  if (bytes) return summarizeLine(redact(bytes, secrets).toString(), place);
  return {
    ...place,
    type: 'other',
    iteration: null,
    spending: null,
    problem: 'too long to be read',
  };
}
