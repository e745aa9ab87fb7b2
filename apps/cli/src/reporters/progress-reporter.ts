import { inFlags } from '@dln/run';
import { styleText } from 'node:util';
import type { RunReporter } from '@dln/run';
import { NO_SPENDING_YET } from './no-spending.ts';
import { clean } from '../command-line/create-printer.ts';
import { createClock } from './create-clock.ts';
import { describeEvent } from './describe-event.ts';
import { describeStart } from './describe-start.ts';
import { wrapToWidth } from './fit-width.ts';
import { describeProgress, drawBar, type ProgressFigures } from './progress-line.ts';
import { createStatusLine } from './status-line.ts';

const REFRESH_IN_MS = 200;

/** Width of a stream that does not report one. */
const USUAL_COLUMNS = 80;

/** Lines that continue another one. */
const INDENT = '       ';

/**
 * For a terminal: a line with the present phase, its counts, the rate and the time left; what is
 * worth keeping scrolls by above it, wrapped. The last column stays empty, as terminals differ in
 * what they do after writing it.
 *
 * @param now milliseconds
 */
export function createProgressReporter(
  stream: NodeJS.WriteStream,
  now: () => number = Date.now,
): RunReporter {
  // styleText looks at the stream, NO_COLOR and FORCE_COLOR.
  const style = (format: 'green' | 'dim' | 'cyan', text: string): string =>
    styleText(format, text, { stream });
  const status = createStatusLine((text) => stream.write(text));
  const columns = (): number => (stream.columns || USUAL_COLUMNS) - 1;
  const log = (text: string, format?: 'green' | 'dim'): void => {
    // A tab has no width that can be known.
    const plain = clean(text).replaceAll('\t', ' ');
    const lines = plain.split('\n').flatMap((line) => wrapToWidth(line, columns(), INDENT));
    status.log(format === undefined ? lines : lines.map((line) => style(format, line)));
  };
  let spending = NO_SPENDING_YET;
  let figures: ProgressFigures | undefined;
  let clock = createClock(now);
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    if (figures === undefined) return;
    const present = {
      ...figures,
      spending: spending(),
      rate: clock.rate(),
      secondsLeft: clock.secondsLeft(),
    };
    const bar = drawBar(present);
    const room = columns() - bar.length - 1;
    if (room > 0) status.draw(`${style('cyan', bar)} ${clean(describeProgress(present, room))}`);
  };
  return {
    onStart: (run, spent) => {
      spending = spent;
      clock = createClock(now);
      log(describeStart(run), 'dim');
      figures = {
        done: 0,
        iterations: run.iterations,
        phases: [],
        rate: null,
        secondsLeft: null,
        bestDevAccuracy: null,
        runningScore: null,
        spending: spent(),
      };
      timer = setInterval(draw, REFRESH_IN_MS);
      timer.unref();
    },
    onProgress: (phases) => {
      clock.onProgress(phases);
      if (figures) figures = { ...figures, phases };
    },
    onEvent: (event) => {
      if (figures === undefined) return;
      const isGain = event.type === 'validated' && event.isBest;
      if (isGain) figures = { ...figures, bestDevAccuracy: event.devAccuracy };
      if (event.type === 'stepped') {
        const done = event.iteration + 1;
        figures = { ...figures, done, runningScore: event.runningScore };
        clock.onStep(figures.iterations - done);
      }
      if (event.type === 'stopped-early') clock.onStep(0);
      for (const line of describeEvent(event, figures.iterations))
        log(line, isGain ? 'green' : undefined);
      draw();
    },
    onNote: (text) => {
      log(inFlags(text));
    },
    onEnd: () => {
      clearInterval(timer);
      status.clear();
    },
  };
}
