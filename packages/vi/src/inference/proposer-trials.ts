import type { RandomState } from '@dln/random';
import type { PromptUpdate } from './prompt-update.ts';

/** Comparisons that a proposer took part in, by whether one of its candidates won. */
export interface TrialCounts {
  readonly wins: number;
  readonly losses: number;
}

/** The counts of each proposer by name; a name that is missing has none. */
export type ProposerTrials = Readonly<Record<string, TrialCounts>>;

/**
 * Divides candidates among proposers by Thompson sampling: each candidate goes to the proposer with
 * the largest draw from Beta(1 + wins, 1 + losses). A single proposer gets all of them, and nothing
 * is drawn.
 *
 * @returns `[proposer]`
 */
export function divideCandidates(
  names: readonly string[],
  count: number,
  { trials, random }: { readonly trials: ProposerTrials; readonly random: RandomState },
): readonly number[] {
  if (names.length === 1) return [count];
  const shares = names.map(() => 0);
  for (let candidate = 0; candidate < count; candidate++) {
    const draws = names.map((name) => drawBeta(trials[name], random));
    const best = draws.indexOf(Math.max(...draws));
    shares[best] = (shares[best] ?? 0) + 1;
  }
  return shares;
}

/** The counts after a comparison. Each proposer with a compared candidate took part. */
export function countTrials(trials: ProposerTrials, update: PromptUpdate): ProposerTrials {
  const { candidates, chosen } = update;
  const names = new Set(candidates.flatMap(({ proposer }) => proposer ?? []));
  const winner = candidates[chosen]?.proposer;
  const counted = [...names].map((name) => {
    const { wins, losses } = trials[name] ?? NO_TRIALS;
    const isWon = name === winner;
    return [name, { wins: wins + Number(isWon), losses: losses + Number(!isWon) }] as const;
  });
  return { ...trials, ...Object.fromEntries(counted) };
}

const NO_TRIALS: TrialCounts = { wins: 0, losses: 0 };

/**
 * A draw from Beta(1 + wins, 1 + losses): of 1 + wins + losses uniform numbers, the one that has
 * `wins` smaller ones.
 */
function drawBeta({ wins, losses }: TrialCounts = NO_TRIALS, random: RandomState): number {
  const draws = random.randomSamples(1 + wins + losses).toSorted((a, b) => a - b);
  const draw = draws[wins];
  if (draw === undefined) throw new RangeError(`no draw ${wins} among ${draws.length}`);
  return draw;
}
