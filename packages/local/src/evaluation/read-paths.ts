import type { Lane } from '../engine/open-engine.ts';
import type { RowAnswer } from '../engine/read-answer.ts';
import { groupReadings } from '../planning/group-readings.ts';
import { type Path, rowOf } from '../planning/path.ts';
import type { Reading, ReadingPlan } from '../planning/plan-readings.ts';
import { splitReadings } from '../planning/split-readings.ts';
import { readGroup } from './read-group.ts';
import { shareItems } from './run-together.ts';

/** Options of `readPaths`. */
export interface ReadPathsOptions {
  readonly paths: readonly Path[];
  readonly plan: ReadingPlan;
  readonly lanes: readonly Lane[];
  /** Number of tokens returned for a `top` target. */
  readonly top: number;
  readonly signal: AbortSignal;
  /**
   * Called with the answers of each path, in the order of its targets, once all of them are known.
   */
  readonly onAnswered: (path: number, answers: readonly RowAnswer[]) => void;
}

/** Blocks per lane. More blocks balance the lanes better. */
const BLOCKS_PER_LANE = 4;

/**
 * Executes a plan. Each lane takes blocks of neighbouring readings, so its cache holds their common
 * prefix.
 */
export async function readPaths(options: ReadPathsOptions): Promise<void> {
  const { paths, plan, lanes, top, signal, onAnswered } = options;
  const answers = new Map<Reading, ReadonlyMap<number, RowAnswer>>();
  const missing = plan.sources.map((sources) => new Set(sources));
  const waiting = new Map<Reading, number[]>(plan.readings.map((reading) => [reading, []]));
  for (const [path, readings] of missing.entries()) {
    for (const reading of readings) waiting.get(reading)?.push(path);
  }

  const settle = (path: number): void => {
    const sources = plan.sources[path] as readonly Reading[];
    const answerTo = (source: Reading, target: number): RowAnswer =>
      answers.get(source)?.get(rowOf(paths[path] as Path, target)) as RowAnswer;
    onAnswered(path, sources.map(answerTo));
  };

  await shareItems({
    workers: lanes,
    items: splitForLanes(plan, lanes.length),
    signal,
    async work({ sequences, batchRows }, block, stop) {
      const limits = { sequences: sequences.length, batchRows };
      for (const group of groupReadings(block, limits)) {
        const read = await readGroup(sequences, group, { top, signal: stop });
        for (const [index, reading] of group.readings.entries()) {
          answers.set(reading, read[index] as ReadonlyMap<number, RowAnswer>);
          for (const path of waiting.get(reading) ?? []) {
            missing[path]?.delete(reading);
            if (missing[path]?.size === 0) settle(path);
          }
        }
      }
    },
  });
}

/** Splits the plan into blocks, unless one lane reads everything. */
export function splitForLanes(
  { readings }: ReadingPlan,
  lanes: number,
): readonly (readonly Reading[])[] {
  return splitReadings(readings, lanes === 1 ? 1 : lanes * BLOCKS_PER_LANE);
}
