import type { TrainEvent } from '@dln/vi';
import type { RunReporter, RunStart } from '@dln/run';
import type { CurvePoint } from './cell-result.ts';

/** A reporter that records what a result needs. */
export interface RunRecord {
  readonly reporter: RunReporter;
  readonly start: () => RunStart | undefined;
  readonly right: () => readonly boolean[];
  readonly curves: () => {
    readonly dev: readonly CurvePoint[];
    readonly score: readonly CurvePoint[];
  };
  readonly notes: () => readonly string[];
}

/**
 * Records one run.
 *
 * @param onEvent called with each event as well
 */
export function recordRun(onEvent?: (event: TrainEvent) => void): RunRecord {
  let start: RunStart | undefined;
  let right: readonly boolean[] = [];
  const dev: CurvePoint[] = [];
  const score: CurvePoint[] = [];
  const notes: string[] = [];
  const hear = (event: TrainEvent): void => {
    if (event.type === 'validated')
      dev.push({ iteration: event.iteration, value: event.devAccuracy });
    if (event.type === 'stepped' && !event.info.isErrorFree && event.info.score !== null)
      score.push({ iteration: event.iteration, value: event.info.score });
    if (event.type === 'tested') right = event.examples.map(({ loss }) => loss === 0);
    onEvent?.(event);
  };
  return {
    reporter: {
      onStart: (run) => {
        start = run;
      },
      onEvent: hear,
      onNote: (text) => notes.push(text),
      onEnd: () => undefined,
    },
    start: () => start,
    right: () => right,
    curves: () => ({ dev, score }),
    notes: () => notes,
  };
}
