import type { RunReporter } from './run-reporter.ts';

/** Shows nothing. */
export const silentReporter: RunReporter = {
  onStart: () => {},
  onEvent: () => {},
  onNote: () => {},
  onEnd: () => {},
};
