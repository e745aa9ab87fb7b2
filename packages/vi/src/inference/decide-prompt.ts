import { argMax } from '../numerics/arg-max.ts';
import { sum } from '../numerics/mean.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import type { TermCell } from '../objectives/term.ts';

/** Rewards of candidates, the present prompt first, and the terms that bound them. */
export interface BoundedRewards {
  /** `[candidate]`: the estimates. */
  readonly rewards: readonly number[];
  readonly terms: readonly Pick<ScoredTerm, 'weight' | 'cells'>[];
}

/** Which prompt is taken, and how sure that is. */
export interface PromptDecision {
  readonly chosen: number;
  /**
   * `known`: it is better than the present prompt whatever was not shown, or it is the present
   * prompt and has the highest estimate. `kept`: another candidate has a higher estimate, but the
   * difference is within what is not known. `worst-case`: likewise, but even its worst case is
   * above the present prompt's estimate.
   */
  readonly basis: 'known' | 'kept' | 'worst-case';
  /** Candidates whose difference from the chosen one is within what is not known. */
  readonly undecided: readonly number[];
  /** `[candidate]`: the bounds of its reward. */
  readonly bounds: readonly { readonly lower: number; readonly upper: number }[];
}

/**
 * Takes the candidate with the largest reward if it is better than the present prompt whatever was
 * not shown; both are compared on the same examples. Otherwise a candidate that is, or one whose
 * worst case is above the present prompt's estimate; otherwise the present prompt stays.
 */
export function decidePrompt({ rewards, terms }: BoundedRewards): PromptDecision {
  const candidates = rewards.map((reward, at) => ({
    at,
    reward,
    bounds: { lower: leastDifference(terms, at), upper: -leastDifference(terms, undefined, at) },
  }));
  const [present, ...others] = candidates;
  if (!present) throw new RangeError('no candidates to decide between');
  const { chosen, basis } = choose(rewards, terms, { present, others });
  const isUncertain = ({ bounds }: BoundedCandidate): boolean => bounds.upper - bounds.lower > 0;
  const undecided = candidates
    .filter((one) => one !== chosen && (isUncertain(one) || isUncertain(chosen)))
    .filter(({ at }) => !(leastDifference(terms, chosen.at, at) > 0))
    .map(({ at }) => at);
  return { chosen: chosen.at, basis, undecided, bounds: candidates.map(({ bounds }) => bounds) };
}

interface BoundedCandidate {
  readonly at: number;
  readonly reward: number;
  readonly bounds: { readonly lower: number; readonly upper: number };
}

function choose(
  rewards: readonly number[],
  terms: BoundedRewards['terms'],
  candidates: { readonly present: BoundedCandidate; readonly others: readonly BoundedCandidate[] },
): { readonly chosen: BoundedCandidate; readonly basis: PromptDecision['basis'] } {
  const { present, others } = candidates;
  if (argMax(rewards) === 0) return { chosen: present, basis: 'known' };
  const better = largest(others.filter(({ at }) => leastDifference(terms, at, 0) > 0));
  if (better) return { chosen: better, basis: 'known' };
  const safe = largest(others.filter(({ bounds }) => bounds.lower > present.reward));
  return safe ? { chosen: safe, basis: 'worst-case' } : { chosen: present, basis: 'kept' };
}

function largest(among: readonly BoundedCandidate[]): BoundedCandidate | undefined {
  return among[argMax(among.map(({ reward }) => reward))];
}

/**
 * The least that one candidate's reward can be above another's; without `one` or `other`, 0 stands
 * in its place.
 */
function leastDifference(terms: BoundedRewards['terms'], one?: number, other?: number): number {
  const parts = terms.flatMap(({ weight, cells }) => {
    const shares = [...sharesOf(cells, one, 1), ...sharesOf(cells, other, -1)];
    return [...Map.groupBy(shares, ({ cell }) => cell)].map(([cell, own]) => {
      const coefficient = weight * sum(own.map(({ share }) => share));
      if (Math.abs(coefficient) < ROUNDING) return 0;
      const { lower, upper } = cell.bounds ?? { lower: cell.value, upper: cell.value };
      return coefficient * (coefficient > 0 ? lower : upper);
    });
  });
  const up = sum(parts.filter((part) => part > 0));
  const down = sum(parts.filter((part) => part < 0));
  // Two candidates that are infinitely far away are level.
  return up === -down ? 0 : up + down;
}

const ROUNDING = 1e-12;

/**
 * A candidate's value as a weighted sum of cells (see `rankedMeans`): its own, and the present
 * prompt's on the examples that do not rank it.
 */
function sharesOf(
  all: ScoredTerm['cells'],
  candidate: number | undefined,
  sign: 1 | -1,
): readonly { readonly cell: TermCell; readonly share: number }[] {
  if (candidate === undefined) return [];
  // Examples that rank no candidate have no part.
  const cells = all.filter((row) => row.some((cell) => cell !== undefined));
  const ranked = cells.filter((row) => row[candidate] !== undefined).length;
  return cells.flatMap((row) => {
    const [present] = row;
    const own = row[candidate];
    if (!present) throw new RangeError('an example without a value of the present prompt');
    const share = own ? 1 / ranked : 0;
    return [
      ...(own ? [{ cell: own, share: sign * share }] : []),
      { cell: present, share: sign * (1 / cells.length - share) },
    ];
  });
}
