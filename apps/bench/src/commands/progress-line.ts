import type { WriteStream } from 'node:tty';
import type { TrainEvent } from '@dln/vi';
import type { Cell } from '../cells/cell.ts';
import { shown } from '../running/print.ts';
import { describeCell } from './describe-outcome.ts';

/** A line at the bottom of a terminal that shows a cell's progress. */
export interface ProgressLine {
  /** Shows the cell's validations. */
  readonly eventsOf: (cell: Cell) => (event: TrainEvent) => void;
  /** Clears the line for permanent output. */
  readonly clear: () => void;
}

/** A progress line; does nothing if the stream is not a terminal. */
export function createProgressLine(
  stream: Pick<WriteStream, 'isTTY' | 'write' | 'clearLine' | 'cursorTo' | 'columns'>,
): ProgressLine {
  if (!stream.isTTY) return { eventsOf: () => () => undefined, clear: () => undefined };
  const clear = (): void => {
    stream.clearLine(0);
    stream.cursorTo(0);
  };
  return {
    clear,
    eventsOf: (cell) => (event) => {
      if (event.type !== 'validated') return;
      const text =
        `${describeCell(cell)}: step ${event.iteration}, dev ` +
        `${(event.devAccuracy * 100).toFixed(1)} %`;
      clear();
      stream.write(shown(text).slice(0, stream.columns - 1));
    },
  };
}
