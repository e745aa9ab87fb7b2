import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { createEventMismatchError } from './create-event-mismatch-error.ts';

/** An append-only file of events, one JSON object a line. */
export interface EventLog extends AsyncDisposable {
  /**
   * Writes an event. If the log holds earlier events of the same run, the first ones must be equal
   * to those, and are not written again.
   *
   * @throws RunError if they are not
   */
  append(event: object): Promise<void>;
}

/** How a run ended that did not come to its end; a run that goes on has none of these. */
const endings = ['"type":"interrupted"', '"type":"failed"'];

/** Options of `openEventLog`. */
export interface EventLogOptions {
  /**
   * Brings an event of an earlier version into the present format, for the comparison.
   * @default as it is
   */
  readonly upgrade?: (event: unknown) => unknown;
}

/** Opens an event log. What it holds stays, but for a last line that was not written to its end. */
export async function openEventLog(
  path: string,
  { upgrade }: EventLogOptions = {},
): Promise<EventLog> {
  const known = await readWholeLines(path);
  const file: FileHandle = await open(path, 'a');
  let next = 0;
  return {
    append: async (event) => {
      const line = JSON.stringify(event);
      while (isEnding(known[next])) next++;
      const before = known[next];
      if (before !== undefined) {
        next++;
        if (before !== line && upgradeLine(before, upgrade) !== line)
          throw createEventMismatchError({ path, line: next });
        return;
      }
      // One write a line, so that a run that is killed leaves whole lines before the last one.
      await file.appendFile(`${line}\n`);
    },
    [Symbol.asyncDispose]: async () => {
      await file.close();
    },
  };
}

function upgradeLine(line: string, upgrade: EventLogOptions['upgrade']): string {
  return upgrade ? JSON.stringify(upgrade(JSON.parse(line))) : line;
}

function isEnding(line: string | undefined): boolean {
  return line !== undefined && endings.some((ending) => line.includes(ending));
}

async function readWholeLines(path: string): Promise<readonly string[]> {
  let text: Buffer;
  try {
    text = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const end = text.lastIndexOf('\n') + 1;
  if (end < text.length) await truncate(path, end);
  return text.subarray(0, end).toString().split('\n').slice(0, -1);
}
