import type { FetchEvent } from '@dln/datasets';
import type { Writer } from '../command-line/surroundings.ts';

/** Shows people how fetching goes on. */
export interface FetchReporter {
  readonly onEvent: (event: FetchEvent) => void;
  /** Fetching has ended, was interrupted, or failed. */
  readonly onEnd: () => void;
}

/** A progress bar if the stream is a terminal, otherwise plain lines. */
export async function createFetchReporter(stream: Writer): Promise<FetchReporter> {
  const { terminal } = stream;
  if (terminal === undefined) {
    const { createFetchLines } = await import('./fetch-lines.ts');
    return createFetchLines((text) => stream.write(text));
  }
  const { createFetchBar } = await import('./fetch-bar.ts');
  return createFetchBar(terminal);
}
