import { formatSize, type ModelFetchEvent } from '@dln/run';
import { clean } from '../command-line/create-printer.ts';
import type { Writer } from '../command-line/surroundings.ts';

/** Shows the progress of a model's download. */
export interface ModelFetchReporter {
  readonly onEvent: (event: ModelFetchEvent) => void;
  /** Called at the end, also after a failure; further calls do nothing. */
  readonly onEnd: () => void;
}

/** A progress bar on a terminal; otherwise a line at every tenth of the file. */
export async function createModelFetchReporter(
  stream: Writer,
  model: string,
): Promise<ModelFetchReporter> {
  const { terminal } = stream;
  if (terminal === undefined) return createLines((text) => stream.write(text), model);
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream: terminal,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    linewrap: false,
    barsize: 20,
    format: `{bar} {size}  ${clean(model)}`,
  });
  return {
    onEvent(event) {
      if (event.type === 'retrying') {
        bar.stop();
        stream.write(describeRetry(event));
        return;
      }
      const { bytes, totalBytes } = event;
      const size = describeSize(bytes, totalBytes);
      if (bar.isActive) bar.update(bytes, { size });
      else bar.start(totalBytes ?? Infinity, bytes, { size });
    },
    onEnd: () => bar.stop(),
  };
}

function createLines(write: (text: string) => void, model: string): ModelFetchReporter {
  let shown = -1;
  return {
    onEvent(event) {
      if (event.type === 'retrying') {
        write(describeRetry(event));
        return;
      }
      const { bytes, totalBytes } = event;
      const tenths = totalBytes === undefined ? 0 : Math.floor((bytes / totalBytes) * 10);
      if (tenths <= shown) return;
      shown = tenths;
      write(`${model}  ${describeSize(bytes, totalBytes)}\n`);
    },
    onEnd: () => {},
  };
}

function describeSize(bytes: number, totalBytes: number | undefined): string {
  const received = formatSize(bytes);
  return totalBytes === undefined ? received : `${received} of ${formatSize(totalBytes)}`;
}

function describeRetry({ error }: Extract<ModelFetchEvent, { type: 'retrying' }>): string {
  return `${error.message.split('. ')[0] ?? ''}; trying again\n`;
}
