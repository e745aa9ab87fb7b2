import { WriteStream } from 'node:tty';
import { printable, redactSecrets } from '@dln/llm';
import type { Writer } from './surroundings.ts';

/**
 * A stream through which everything passes that a command prints: text of models, servers and files
 * cannot command the terminal, and no secret of the environment is shown. Progress bars draw on
 * `terminal`, and clean what they show themselves.
 */
export function createPrinter(stream: Writer): Writer {
  return {
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns;
    },
    write: (text) => stream.write(clean(text)),
    ...(stream instanceof WriteStream ? { terminal: stream } : {}),
  };
}

/** A text as it may be shown. */
export function clean(text: string): string {
  return printable(redactSecrets(text));
}
