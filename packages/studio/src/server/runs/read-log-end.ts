import { summarizeLine } from '../../reducers/summarize-line.ts';
import type { LineSummary } from '../../reducers/line-summary.ts';
import type { OpenRunFile } from '../files/open-run-file.ts';
import { lastLine, nextLineStart, wholeLines } from '../lines/whole-lines.ts';
import { addLine, noFigures, type Figures } from './read-figures.ts';

/** A log up to this size is read whole for the list of runs; of a longer one its end. */
const READ_BYTES = 2 * 1024 * 1024;

/** The figures of a log, and its last event. */
export interface LogEnd {
  readonly figures: Figures;
  readonly lastEvent: LineSummary['type'] | undefined;
}

/** Reads the end of a log. Of a long log, figures that stand only further up are null. */
export async function readLogEnd({ handle, size }: OpenRunFile): Promise<LogEnd> {
  let from: number | undefined = 0;
  if (size > READ_BYTES) {
    const last = await lastLine(handle, size);
    const wanted = Math.min(size - READ_BYTES, last?.offset ?? 0);
    from = await nextLineStart(handle, wanted);
  }
  let figures = noFigures;
  let lastEvent: LogEnd['lastEvent'];
  if (from === undefined) return { figures, lastEvent };
  for await (const lines of wholeLines(handle, { from }))
    for (const { offset, length, bytes } of lines) {
      const line = summarizeLine(bytes?.toString() ?? '', { offset, length });
      figures = addLine(figures, line);
      lastEvent = line.type;
    }
  return { figures, lastEvent };
}
