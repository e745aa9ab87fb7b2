import { RandomState } from '@dln/random';
import type { Ranking } from '@dln/vi';
import type { Grid } from './grid.ts';

/** What a ranking makes of a recorded grid, over many orders of its examples. */
export interface Replayed {
  /** Mean share of the grid's scores that it asks for. */
  readonly share: number;
  /** What the winner's mean score lacks of the best one's, in nats; mean and the largest. */
  readonly regret: number;
  readonly worstRegret: number;
  /** How often the winner is that of the full grid. */
  readonly sameWinner: number;
  /** Mean test accuracy of the winners that were tested. */
  readonly testAccuracy: number;
  /** Share of the winners that were not. */
  readonly untested: number;
  /** Test accuracy of the full grid's winner; null if it was not tested. */
  readonly fullTestAccuracy: number | null;
}

/** Ranks the candidates of a grid again and again, on its examples in random orders. */
export function replayGrid(
  grid: Grid,
  ranking: Ranking,
  { replays, seed }: { readonly replays: number; readonly seed: number },
): Replayed {
  const { candidates } = grid;
  const [first] = candidates;
  if (!first) throw new RangeError('a grid without candidates');
  const means = candidates.map(({ scores }) => mean(scores));
  const full = argMax(means);
  const random = new RandomState(seed);
  const runs = Array.from({ length: replays }, () =>
    replay(
      candidates.map(({ scores }) => scores),
      ranking,
      random.permutation(first.scores.length),
    ),
  );
  const regrets = runs.map(({ winner }) => at(means, full) - at(means, winner));
  const tested = runs.flatMap(({ winner }) => candidates[winner]?.testAccuracy ?? []);
  return {
    share: mean(runs.map(({ scores }) => scores / (candidates.length * first.scores.length))),
    regret: mean(regrets),
    worstRegret: Math.max(...regrets),
    sameWinner: mean(runs.map(({ winner }) => Number(winner === full))),
    testAccuracy: mean(tested),
    untested: 1 - tested.length / runs.length,
    fullTestAccuracy: candidates[full]?.testAccuracy ?? null,
  };
}

/** One race over the examples in an order. */
function replay(
  grid: readonly (readonly number[])[],
  ranking: Ranking,
  order: readonly number[],
): { readonly winner: number; readonly scores: number } {
  const stops = ranking.stops(order.length);
  let inRace = [...grid.keys()];
  let [scores, scored] = [0, 0];
  for (const [stop, until] of stops.entries()) {
    scores += inRace.length * (until - scored);
    scored = until;
    const examples = order.slice(0, until);
    const rewards = inRace.map((candidate) =>
      mean(examples.map((one) => at(at(grid, candidate), one))),
    );
    if (stop === stops.length - 1) return { winner: at(inRace, argMax(rewards)), scores };
    const spreads = inRace.map((candidate) =>
      spreadOf(examples.map((one) => at(at(grid, candidate), one) - at(at(grid, 0), one))),
    );
    const stay = ranking.keep({ stop, entered: grid.length, rewards, spreads });
    inRace = stay.map((place) => at(inRace, place));
    if (inRace.length === 1) return { winner: at(inRace, 0), scores };
  }
  throw new RangeError('a ranking without stops');
}

/** How far each example moves a mean gain: see `rewardSpread` of `@dln/vi`. */
function spreadOf(gains: readonly number[]): readonly number[] | null {
  if (gains.length < 2) return null;
  const centre = mean(gains);
  const scale = Math.sqrt(gains.length * (gains.length - 1));
  return gains.map((gain) => (gain - centre) / scale);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The place of the largest value, the first among equals. */
function argMax(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

function at<Value>(values: readonly Value[], place: number): Value {
  const value = values[place];
  if (value === undefined) throw new RangeError(`no value ${place} among ${values.length}`);
  return value;
}
