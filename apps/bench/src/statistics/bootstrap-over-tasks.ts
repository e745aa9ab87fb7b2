import { RandomState } from '@dln/random';
import type { Interval } from './interval.ts';
import { percentile } from './percentile.ts';

/** The mean gain over tasks and its uncertainty. */
export interface GainOverTasks {
  /** Mean over tasks of the mean difference, 0 to 1. */
  readonly difference: number;
  /** 95 % over seeds and test items; the tasks are these. */
  readonly ofTheseTasks: Interval;
  /** 95 % over tasks, seeds and test items: what other tasks of the kind may gain. */
  readonly ofOtherTasks: Interval;
}

/** Options of `bootstrapOverTasks`. */
export interface BootstrapOverTasksOptions {
  /** `[task][seed][item]`: right answers of the first method minus those of the second, −1 to 1. */
  readonly differences: readonly (readonly (readonly number[])[])[];
  readonly seed: number;
  /** @default 2000 */
  readonly resamples?: number;
}

/**
 * The mean gain over tasks with hierarchical percentile intervals: within each task, seeds and test
 * items are resampled, items in pairs and the same ones for all seeds; for the wider interval,
 * tasks are resampled first.
 */
export function bootstrapOverTasks({
  differences,
  seed,
  resamples = 2000,
}: BootstrapOverTasksOptions): GainOverTasks {
  const random = new RandomState(seed);
  const resampleTask = (runs: readonly (readonly number[])[]): number => {
    const items = runs[0]?.length ?? 0;
    const drawnItems = random.integers(0, items, items);
    const means = random
      .integers(0, runs.length, runs.length)
      .map((run) => meanOf(drawnItems.map((item) => valueAt(valueAt(runs, run), item))));
    return meanOf(means);
  };
  const tasks = differences.length;
  const fixed: number[] = [];
  const drawn: number[] = [];
  for (let round = 0; round < resamples; round++) {
    fixed.push(meanOf(differences.map(resampleTask)));
    drawn.push(
      meanOf(
        random.integers(0, tasks, tasks).map((task) => resampleTask(valueAt(differences, task))),
      ),
    );
  }
  return {
    difference: meanOf(differences.map((runs) => meanOf(runs.map(meanOf)))),
    ofTheseTasks: intervalOf(fixed),
    ofOtherTasks: intervalOf(drawn),
  };
}

function intervalOf(values: readonly number[]): Interval {
  const sorted = values.toSorted((left, right) => left - right);
  return { low: percentile(sorted, 0.025), high: percentile(sorted, 0.975) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function valueAt<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value ${index} among ${values.length}`);
  return value;
}
