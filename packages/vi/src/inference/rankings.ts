import { argMax } from '../numerics/arg-max.ts';
import { indexed } from '../numerics/indexed.ts';
import { standardErrorOfDifference } from './reward-spread.ts';

/** The candidates of a race at one of its stops, the present parameters first. */
export interface Standing {
  /** The index of the stop. */
  readonly stop: number;
  /** Candidates at the start of the race. */
  readonly entered: number;
  /** `[candidate]`: over the examples so far. */
  readonly rewards: readonly number[];
  /** `[candidate]`: see `rewardSpread`. */
  readonly spreads: readonly (readonly number[] | null)[];
}

/** How many candidates stay after a stop, the present parameters among them. */
export interface Survivors {
  readonly least: number;
  readonly most: number;
}

/**
 * How candidates are scored: all on every example, or in a race. A race scores examples in one
 * order, and drops candidates at its stops. The present parameters stay to the end.
 */
export interface Ranking {
  /**
   * After how many of the examples the race stops; the last stop is after all of them, and drops no
   * candidate.
   */
  readonly stops: (examples: number) => readonly number[];
  /** The places of the candidates that stay, in order, with 0 among them. */
  readonly keep: (standing: Standing) => readonly number[];
  /** What can be told of that before the race, for estimates. */
  readonly survivors: (race: {
    readonly stop: number;
    readonly entered: number;
    /** Candidates before the stop. */
    readonly candidates: number;
  }) => Survivors;
}

/** The name of a ranking, in settings. */
export type RankingName = 'full' | 'racing' | 'halving';

/** What decides the ranking. */
export interface RankingSettings {
  readonly ranking: RankingName;
  /** Examples between two stops of `racing`. */
  readonly raceBlock: number;
  /** Standard errors by which a candidate must lag the best one for `racing` to drop it. */
  readonly dropBeyond: number;
}

/** Selects the ranking for the settings. */
export type RankingChoice = (settings: RankingSettings) => Ranking;

/** Every example scores every candidate. */
export const fullGrid: Ranking = {
  stops: (examples) => [examples],
  keep: ({ rewards }) => [...rewards.keys()],
  survivors: ({ candidates }) => ({ least: candidates, most: candidates }),
};

/**
 * Stops after each block of examples, and drops candidates that lag the best one by more than
 * `beyond` standard errors of the paired difference.
 */
export function racing(block: number, beyond: number): Ranking {
  return {
    stops: (examples) =>
      Array.from({ length: Math.max(1, Math.ceil(examples / block)) }, (_, at) =>
        Math.min(examples, (at + 1) * block),
      ),
    keep: ({ rewards, spreads }) => {
      const best = argMax(rewards);
      const most = indexed(rewards, best);
      return [...rewards.keys()].filter((at) => {
        const reward = indexed(rewards, at);
        if (at === 0 || reward === most) return true;
        if (reward === -Infinity) return false;
        const error = standardErrorOfDifference(indexed(spreads, at), indexed(spreads, best));
        return error === null || most - reward <= beyond * error;
      });
    },
    survivors: ({ candidates }) => ({ least: 1, most: candidates }),
  };
}

/** The parts of the examples after which `halving` stops. */
const HALVING_STOPS: readonly number[] = [1 / 10, 1 / 4, 1 / 2, 1];

/**
 * Sequential halving: of the candidates a half, a quarter and an eighth stay after a tenth, a
 * quarter and a half of the examples, those with the largest rewards. The present parameters count
 * among them, and beside them one candidate stays at least. A large field takes three tenths of the
 * scores of a full grid.
 */
export const halving: Ranking = {
  stops: (examples) => {
    const stops = HALVING_STOPS.map((part) => Math.ceil(part * examples));
    return stops.filter((stop, at) => stop > 0 && stop !== stops[at - 1]);
  },
  keep: ({ rewards, stop, entered }) => {
    const order = [...rewards.keys()].toSorted((one, other) =>
      compare(indexed(rewards, one), indexed(rewards, other)),
    );
    const others = order.filter((at) => at !== 0).slice(0, quota(entered, stop) - 1);
    return [0, ...others.toSorted((one, other) => one - other)];
  },
  survivors: ({ stop, entered, candidates }) => {
    const count = Math.min(candidates, quota(entered, stop));
    return { least: count, most: count };
  },
};

function quota(entered: number, stop: number): number {
  return Math.max(2, Math.floor(entered / 2 ** (stop + 1)));
}

/** Larger rewards first, and earlier candidates among equals: sorting is stable. */
function compare(one: number, other: number): number {
  return one === other ? 0 : other - one;
}

/** Every ranking by its name. */
export const rankings: Readonly<Record<RankingName, RankingChoice>> = {
  full: () => fullGrid,
  racing: ({ raceBlock, dropBeyond }) => racing(raceBlock, dropBeyond),
  halving: () => halving,
};

/** The ranking that the settings name. */
export const rankAsNamed: RankingChoice = (settings) => rankings[settings.ranking](settings);
