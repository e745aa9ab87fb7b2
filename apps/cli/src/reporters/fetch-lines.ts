import { describeFetchEvent } from './describe-fetch-event.ts';
import type { FetchReporter } from './create-fetch-reporter.ts';

/** A line for each file, without a terminal. */
export function createFetchLines(write: (text: string) => void): FetchReporter {
  let bytes = 0;
  return {
    onEvent: (event) => {
      if (event.type === 'receiving') ({ bytes } = event);
      const line = describeFetchEvent(event, bytes);
      if (line !== undefined) write(`${line}\n`);
    },
    onEnd: () => {},
  };
}
