import type { Interval } from './interval.ts';
import { mcNemar } from './mcnemar.ts';
import { pairedBootstrap } from './paired-bootstrap.ts';
import { pairedSeeds, type PairedSeeds } from './paired-seeds.ts';

/**
 * One method's answers on test items: for each seed, whether each item was right. `[seed][item]`
 */
export type Answers = readonly (readonly boolean[])[];

/** A method with its answers. */
export interface NamedAnswers {
  readonly name: string;
  readonly answers: Answers;
}

/** Two methods on the same test items and seeds, in numbers. */
export interface MeasuredGain {
  readonly first: string;
  readonly second: string;
  /** Number of common seeds. */
  readonly seeds: number;
  /** Mean accuracy of the first minus that of the second, 0 to 1. */
  readonly difference: number;
  /** 95 %, by a bootstrap over items and seeds. */
  readonly interval: Interval;
  /** McNemar's exact p of each pair of runs, `[seed]`. */
  readonly mcNemarPs: readonly number[];
  /**
   * Over seeds. Null for a single pair of runs, and for two methods that answer the same with every
   * seed: those are compared on these items only.
   */
  readonly overSeeds: PairedSeeds | null;
  /**
   * P value of the whole comparison before correction: the largest p of the tests that have to
   * agree.
   */
  readonly pValue: number;
}

const bootstrapSeed = 42;

/**
 * Measures how much better one method is than another. Over seeds, two tests have to agree: the
 * paired t test over seeds, and McNemar's exact test over items for the median seed. A single pair
 * of runs has McNemar's test only.
 */
export function measureGain(first: NamedAnswers, second: NamedAnswers): MeasuredGain {
  const all = pairUp(first.answers, second.answers);
  // Copies of one run are not evidence.
  const isOneRun = new Set(all.map((pair) => JSON.stringify(pair))).size === 1;
  const pairs = isOneRun ? all.slice(0, 1) : all;
  const { difference, interval } = pairedBootstrap({
    first: pairs.map((pair) => pair.first.map(Number)),
    second: pairs.map((pair) => pair.second.map(Number)),
    seed: bootstrapSeed,
  });
  const mcNemarPs = pairs.map((pair) => mcNemar(pair.first, pair.second).pValue);
  const overSeeds =
    pairs.length < 2
      ? null
      : pairedSeeds(pairs.map((pair) => share(pair.first) - share(pair.second)));
  return {
    first: first.name,
    second: second.name,
    seeds: all.length,
    difference,
    interval,
    mcNemarPs,
    overSeeds,
    pValue: Math.max(median(mcNemarPs), overSeeds?.pValue ?? 0),
  };
}

interface Pair {
  readonly first: readonly boolean[];
  readonly second: readonly boolean[];
}

function pairUp(first: Answers, second: Answers): readonly Pair[] {
  return first.flatMap((answers, seed) => {
    const other = second[seed];
    return other === undefined ? [] : [{ first: answers, second: other }];
  });
}

function share(answers: readonly boolean[]): number {
  return answers.filter(Boolean).length / answers.length;
}

/** The middle value, or the larger of the middle two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
