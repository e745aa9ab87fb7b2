import { meanInterval } from './mean-interval.ts';
import { mcNemar } from './mcnemar.ts';
import { pairedBootstrap } from './paired-bootstrap.ts';

/** One method's answers on test items: for each seed, whether each item was right. `[seed][item]` */
export type Answers = readonly (readonly boolean[])[];

/** Two methods on the same test items, in numbers and in a plain sentence. */
export interface Gain {
  /** Mean accuracy of the first less that of the second, 0 to 1. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** McNemar's exact p of each pair of runs, `[seed]`. */
  readonly pValues: readonly number[];
  readonly isBeyondNoise: boolean;
  readonly sentence: string;
}

/** A method with its answers. */
export interface NamedAnswers {
  readonly name: string;
  readonly answers: Answers;
}

const bootstrapSeed = 42;

const significant = 0.05;

/**
 * Whether one method beats another on the same items. The difference counts where the bootstrap interval over items and seeds leaves out 0, McNemar's test agrees for
 * the median seed, and so does the paired t interval over seeds where there are several: of few items, and of few seeds, the bootstrap alone is too bold.
 */
export function describeGain(first: NamedAnswers, second: NamedAnswers): Gain {
  const { difference, interval } = pairedBootstrap({
    first: first.answers.map((run) => run.map(Number)),
    second: second.answers.map((run) => run.map(Number)),
    seed: bootstrapSeed,
  });
  const pValues = first.answers.flatMap((answers, seed) => {
    const other = second.answers[seed];
    return other === undefined ? [] : [mcNemar(answers, other).pValue];
  });
  const leavesOutZero = interval.low > 0 || interval.high < 0;
  const overSeeds = meanInterval(seedDifferences(first.answers, second.answers));
  const { halfWidth } = overSeeds;
  const seedsAgree = halfWidth === null || Math.abs(overSeeds.mean) > halfWidth;
  const isBeyondNoise = leavesOutZero && seedsAgree && median(pValues) < significant;
  const ofSeeds =
    halfWidth === null
      ? ''
      : `; over seeds ${formatPoints(overSeeds.mean - halfWidth)} to ${formatPoints(overSeeds.mean + halfWidth)}`;
  const points = formatPoints(difference);
  const range = `${formatPoints(interval.low)} to ${formatPoints(interval.high)}`;
  const p = pValues.map((value) => (value < 0.001 ? 'under 0.001' : value.toFixed(3))).join(', ');
  const verdict = isBeyondNoise
    ? `${first.name} is ${difference > 0 ? 'better' : 'worse'} than ${second.name}: ${points} points on the same items`
    : `The difference between ${first.name} and ${second.name}, ${points} points, is inside the noise`;
  return {
    difference,
    ...interval,
    pValues,
    isBeyondNoise,
    sentence: `${verdict} (95 % interval over items and seeds ${range}${ofSeeds}; McNemar p ${p}).`,
  };
}

function seedDifferences(first: Answers, second: Answers): readonly number[] {
  return first.flatMap((run, seed) => {
    const other = second[seed];
    return other === undefined ? [] : [share(run) - share(other)];
  });
}

function share(answers: readonly boolean[]): number {
  return answers.filter(Boolean).length / answers.length;
}

/** The middle value, the larger of the middle two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

function formatPoints(share: number): string {
  const points = (share * 100).toFixed(1);
  return share > 0 ? `+${points}` : points === '-0.0' ? '0.0' : points.replace('-', '−');
}
