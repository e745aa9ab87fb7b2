/**
 * A line at the bottom of a terminal that is drawn again and again, and lines that scroll by above
 * it.
 */
export interface StatusLine {
  /** Draws the line; it must be narrower than the terminal. */
  readonly draw: (line: string) => void;
  /** Writes lines above it. */
  readonly log: (lines: readonly string[]) => void;
  /** Removes it. */
  readonly clear: () => void;
}

/** Back to the first column, and nothing in the line. */
const EMPTY_LINE = '\r\u001b[2K';

/** A line that is not drawn yet. */
export function createStatusLine(write: (text: string) => unknown): StatusLine {
  let present = '';
  return {
    draw: (line) => {
      if (line === present) return;
      write(`${EMPTY_LINE}${line}`);
      present = line;
    },
    log: (lines) => {
      if (lines.length === 0) return;
      const before = present === '' ? '' : EMPTY_LINE;
      write(`${before}${lines.map((line) => `${line}\n`).join('')}${present}`);
    },
    clear: () => {
      if (present !== '') write(EMPTY_LINE);
      present = '';
    },
  };
}
