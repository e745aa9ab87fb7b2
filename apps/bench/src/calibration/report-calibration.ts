import { formatTable } from '@dln/run';
import { bootstrapOverTasks } from '../statistics/bootstrap-over-tasks.ts';
import { formatPoints } from '../statistics/format-points.ts';
import type { Interval } from '../statistics/interval.ts';
import { pairedBootstrap } from '../statistics/paired-bootstrap.ts';
import type { MeasuredCalibration } from './measure-calibration.ts';

/** Seed of the intervals' resampling. */
const SEED = 1;

/**
 * What calibration gains on each dataset and on average, with 95 % intervals over test items and
 * seeds.
 */
export function reportCalibration(measured: readonly MeasuredCalibration[]): string {
  const groups = [...Map.groupBy(measured, ({ dataset }) => dataset)];
  const rows = groups.map(([dataset, runs]) => {
    const [first, second] = [runs.map((run) => toShares(run.calibrated)), runs.map(plainOf)];
    const { difference, interval } = pairedBootstrap({ first, second, seed: SEED });
    return [
      ...[dataset, String(runs.length), percent(meanOf(second)), percent(meanOf(first))],
      ...[formatPoints(difference), describe(interval)],
    ];
  });
  const overall = bootstrapOverTasks({
    differences: groups.map(([, runs]) =>
      runs.map(({ calibrated, plain }) =>
        calibrated.map((right, item) => Number(right) - Number(plain[item])),
      ),
    ),
    seed: SEED,
  });
  const { difference, ofTheseTasks, ofOtherTasks } = overall;
  return [
    formatTable([['dataset', 'seeds', 'without', 'with', 'gain', '95 % interval'], ...rows]),
    '',
    `mean of these tasks: ${formatPoints(difference)} points (${describe(ofTheseTasks)}); ` +
      `over tasks as well ${describe(ofOtherTasks)}`,
  ].join('\n');
}

function plainOf({ plain }: MeasuredCalibration): readonly number[] {
  return toShares(plain);
}

function toShares(values: readonly boolean[]): readonly number[] {
  return values.map(Number);
}

/** Mean over runs and items, 0 to 1. */
function meanOf(runs: readonly (readonly number[])[]): number {
  const all = runs.flat();
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function describe({ low, high }: Interval): string {
  return `${formatPoints(low)} to ${formatPoints(high)}`;
}
