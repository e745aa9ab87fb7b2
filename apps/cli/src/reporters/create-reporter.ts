import type { RunReporter } from '@dln/run';
import type { Writer } from '../command-line/surroundings.ts';
import { createPlainReporter } from './plain-reporter.ts';

/** A progress bar if the stream is a terminal, otherwise plain lines. */
export async function createReporter(stream: Writer): Promise<RunReporter> {
  const { terminal } = stream;
  if (terminal === undefined) return createPlainReporter((text) => stream.write(text));
  // The library is loaded only for a terminal.
  const { createProgressReporter } = await import('./progress-reporter.ts');
  return createProgressReporter(terminal);
}
