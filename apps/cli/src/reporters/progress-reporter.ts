import { styleText } from 'node:util';
import { MultiBar } from 'cli-progress';
import { describeEvent } from './describe-event.ts';
import { describeStart } from './describe-start.ts';
import { formatAccuracy, formatCount, formatDollars, formatNats } from './format-number.ts';
import type { Spending } from '../composition/spending.ts';
import type { RunReporter } from './run-reporter.ts';

const refreshInMs = 250;

/** A progress bar with the latest figures, for a terminal; what is worth keeping scrolls by above it. */
export function createProgressReporter(stream: NodeJS.WriteStream): RunReporter {
  // styleText looks at the stream, NO_COLOR and FORCE_COLOR.
  const style = (format: 'green' | 'dim' | 'cyan', text: string): string =>
    styleText(format, text, { stream });
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
    format: `${style('cyan', '{bar}')} {value}/{total}  best dev {dev}  score {score}  {requests} requests, {tokens} tokens{cost}`,
  });
  let iterations = 0;
  let figures = { dev: '–', score: '–', requests: '0', tokens: '0', cost: '' };
  let done = 0;
  let bar: ReturnType<MultiBar['create']> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let spending = (): Spending => ({ requestsSent: 0, requestsSaved: 0, tokens: 0, dollars: 0 });
  const refresh = (): void => {
    const { requestsSent, tokens, dollars } = spending();
    const cost = dollars ? `, ${formatDollars(dollars)}` : '';
    figures = {
      ...figures,
      requests: formatCount(requestsSent),
      tokens: formatCount(tokens),
      cost,
    };
    bar?.update(done, figures);
  };
  return {
    onStart: (run, spent) => {
      ({ iterations } = run);
      spending = spent;
      stream.write(`${style('dim', describeStart(run))}\n`);
      bar = bars.create(iterations, 0, figures);
      timer = setInterval(refresh, refreshInMs);
      timer.unref();
    },
    onEvent: (event) => {
      if (event.type === 'validated' && event.isBest)
        figures = { ...figures, dev: formatAccuracy(event.devAccuracy) };
      if (event.type === 'stepped') {
        done = event.iteration + 1;
        figures = { ...figures, score: formatNats(event.runningScore) };
      }
      const isGain = event.type === 'validated' && event.isBest;
      for (const line of describeEvent(event, iterations))
        bars.log(`${isGain ? style('green', line) : line}\n`);
      refresh();
    },
    onNote: (text) => {
      if (bar === undefined) stream.write(`${text}\n`);
      else bars.log(`${text}\n`);
    },
    onEnd: () => {
      clearInterval(timer);
      // Lines that are still waiting for a redraw come out before the bar goes.
      bars.update();
      bars.stop();
    },
  };
}
