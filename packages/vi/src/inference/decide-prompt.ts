import { argMax } from '../numerics/arg-max.ts';

/** Rewards of candidates, the present prompt first, with what bounds them. */
export interface BoundedRewards {
  /** `[candidate]`: the estimates. */
  readonly rewards: readonly number[];
  /** `[example][candidate]`: bounds of the scores. */
  readonly lower: readonly (readonly number[])[];
  readonly upper: readonly (readonly number[])[];
  /** `[example][candidate]` */
  readonly isRanked: readonly (readonly boolean[])[];
  /** `[candidate]`: bounds of what is taken off the score, the terms already weighted. */
  readonly costs: readonly { readonly lower: number; readonly upper: number }[];
}

/** Which prompt is taken, and how sure that is. */
export interface PromptDecision {
  readonly chosen: number;
  /**
   * `known`: it is better than the present prompt whatever was not shown, or it is the present prompt and has the highest estimate. `kept`: another candidate has a higher
   * estimate, but the difference is within what is not known. `worst-case`: likewise, but even its worst case is above the present prompt's estimate.
   */
  readonly basis: 'known' | 'kept' | 'worst-case';
  /** Candidates whose difference from the chosen one is within what is not known. */
  readonly undecided: readonly number[];
  /** `[candidate]`: between which bounds its reward lies. */
  readonly bounds: readonly { readonly lower: number; readonly upper: number }[];
}

/**
 * Takes the candidate with the largest reward if it is better than the present prompt whatever was not shown; both are compared on the same examples. Otherwise a candidate
 * that is, or one whose worst case is above the present prompt's estimate; otherwise the present prompt stays.
 */
export function decidePrompt(given: BoundedRewards): PromptDecision {
  const { rewards } = given;
  const others = [...rewards.keys()].slice(1);
  const bounds = rewards.map((_, at) => ({
    lower: leastDifference(given, at),
    upper: -leastDifference(given, undefined, at),
  }));
  const present = rewards[0] ?? -Infinity;
  const best = argMax(rewards);
  const better = others.filter((at) => leastDifference(given, at, 0) > 0);
  const safe = others.filter((at) => (bounds[at]?.lower ?? -Infinity) > present);
  const { chosen, basis } = choose();
  const isUncertain = (at: number): boolean =>
    (bounds[at]?.upper ?? 0) - (bounds[at]?.lower ?? 0) > 0;
  const undecided = [...rewards.keys()].filter(
    (at) =>
      at !== chosen &&
      (isUncertain(at) || isUncertain(chosen)) &&
      !(leastDifference(given, chosen, at) > 0),
  );
  return { chosen, basis, undecided, bounds };

  function choose(): Pick<PromptDecision, 'chosen' | 'basis'> {
    if (best === 0) return { chosen: 0, basis: 'known' };
    if (better.length > 0) return { chosen: largest(better, rewards), basis: 'known' };
    if (safe.length > 0) return { chosen: largest(safe, rewards), basis: 'worst-case' };
    return { chosen: 0, basis: 'kept' };
  }
}

function largest(among: readonly number[], rewards: readonly number[]): number {
  const place = argMax(among.map((at) => rewards[at] ?? -Infinity));
  return among[place] ?? 0;
}

/** The least that one candidate's reward can be above another's (above 0), or, without the first, that 0 can be above the other's. */
function leastDifference(given: BoundedRewards, one?: number, other?: number): number {
  const { lower, upper, costs } = given;
  const weights = new Map<string, readonly [example: number, candidate: number, weight: number]>();
  const add = (candidate: number | undefined, sign: 1 | -1): void => {
    if (candidate === undefined) return;
    for (const [example, at, weight] of weightsOf(given, candidate)) {
      const key = `${example}/${at}`;
      weights.set(key, [example, at, (weights.get(key)?.[2] ?? 0) + sign * weight]);
    }
  };
  add(one, 1);
  add(other, -1);
  const scores = [...weights.values()].reduce((sum, [example, at, weight]) => {
    if (Math.abs(weight) < rounding) return sum;
    const bound = (weight > 0 ? lower : upper)[example]?.[at];
    if (bound === undefined) throw new RangeError(`no score of candidate ${at} on ${example}`);
    return sum + weight * bound;
  }, 0);
  const ownCost = one === undefined ? 0 : (costs[one]?.upper ?? 0);
  const otherCost = other === undefined ? 0 : (costs[other]?.lower ?? 0);
  return scores - (ownCost === otherCost ? 0 : ownCost - otherCost);
}

const rounding = 1e-12;

/** A candidate's score as a weighted sum of scores on examples (see `rankedMeans`): its own, and the present prompt's where it was not ranked. */
function weightsOf(
  { isRanked }: BoundedRewards,
  candidate: number,
): readonly (readonly [example: number, candidate: number, weight: number])[] {
  const examples = [...isRanked.keys()];
  const ranked = examples.filter((example) => isRanked[example]?.[candidate]);
  return examples.flatMap((example) => {
    const own = ranked.includes(example) ? 1 / ranked.length : 0;
    return [
      [example, candidate, own],
      [example, 0, 1 / examples.length - own],
    ] as const;
  });
}
