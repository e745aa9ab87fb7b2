import { formatCount, formatDollars, inFlags, type RunReporter, type Spending } from '@dln/run';
import { describeEvent } from './describe-event.ts';
import { describeStart } from './describe-start.ts';

/** A line for each event, without a terminal. */
export function createPlainReporter(write: (text: string) => void): RunReporter {
  let iterations = 0;
  let spending = (): Spending | undefined => undefined;
  return {
    onStart: (run, spent) => {
      ({ iterations } = run);
      spending = spent;
      write(`${describeStart(run)}\n`);
    },
    onEvent: (event) => {
      const [first, ...rest] = describeEvent(event, iterations);
      if (first === undefined) return;
      const spent = event.type === 'stepped' ? spending() : undefined;
      const suffix =
        spent === undefined
          ? ''
          : `, ${formatCount(spent.requestsSent)} requests, ${formatCount(spent.tokens)} tokens${spent.dollars ? `, ${formatDollars(spent.dollars)}` : ''}`;
      write(`${[`${first}${suffix}`, ...rest].join('\n')}\n`);
    },
    onNote: (text) => {
      write(`${inFlags(text)}\n`);
    },
    onEnd: () => {},
  };
}
