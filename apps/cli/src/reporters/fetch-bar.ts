import { styleText } from 'node:util';
import { MultiBar } from 'cli-progress';
import { formatSize } from '@dln/run';
import { clean } from '../command-line/create-printer.ts';
import type { FetchReporter } from './create-fetch-reporter.ts';
import { describeFetchEvent } from './describe-fetch-event.ts';

/**
 * A bar for the file that is coming, for a terminal; a line for each that has come scrolls by above
 * it.
 */
export function createFetchBar(stream: NodeJS.WriteStream): FetchReporter {
  const bars = new MultiBar({
    stream,
    clearOnComplete: true,
    hideCursor: true,
    // The command has its own way to stop.
    gracefulExit: false,
    linewrap: false,
    barsize: 20,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    format: `${styleText('cyan', '{bar}', { stream })} {size}  {file}`,
  });
  let bar: ReturnType<MultiBar['create']> | undefined;
  let bytes = 0;
  return {
    onEvent: (event) => {
      const file = clean(event.published.file);
      if (event.type === 'receiving') {
        ({ bytes } = event);
        // Without a known total, the bar stays empty, and the size grows.
        const size = [bytes, event.totalBytes ?? []].flat().map(formatSize).join(' of ');
        bar ??= bars.create(1, 0, { file, size });
        bar.setTotal(event.totalBytes ?? Infinity);
        bar.update(bytes, { file, size });
        return;
      }
      const line = describeFetchEvent(event, bytes);
      if (line !== undefined) bars.log(`${clean(line)}\n`);
      if (event.type === 'retrying' || bar === undefined) return;
      bars.remove(bar);
      bar = undefined;
    },
    onEnd: () => {
      // Lines that are still waiting for a redraw come out before the bars go.
      bars.update();
      bars.stop();
    },
  };
}
