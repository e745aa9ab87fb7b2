import type { ScoredTerm } from '../objectives/scored-term.ts';
import { argMax } from '../numerics/arg-max.ts';
import { indexed } from '../numerics/indexed.ts';
import { rewardSpread, standardErrorOfDifference } from './reward-spread.ts';
import { decidePrompt, type PromptDecision } from './decide-prompt.ts';

/** Candidates with their rewards, the present prompt first. */
export interface ComparedCandidates {
  /** `[candidate]`: the estimates. */
  readonly rewards: readonly number[];
  readonly terms: readonly Pick<ScoredTerm, 'weight' | 'cells'>[];
}

/** Which candidate becomes the layer's parameters. */
export interface Accepted {
  readonly chosen: number;
  /** How it was chosen if the values of some terms are bounded, not known. */
  readonly decision?: PromptDecision;
  /** The candidate that would have won by its reward alone. @default the chosen one */
  readonly withheld?: WithheldWinner;
}

/** Decides which candidate becomes the layer's parameters. */
export type Acceptance = (compared: ComparedCandidates) => Accepted;

/** Selects the acceptance for the setting `acceptBeyond`. */
export type AcceptanceChoice = (settings: { readonly acceptBeyond: number }) => Acceptance;

/** A winner whose lead over the present parameters is too small. */
export interface WithheldWinner {
  readonly candidate: number;
  /** Its reward minus that of the present parameters. */
  readonly lead: number;
  /** Standard error of the lead over the examples in pairs; null if it cannot be told. */
  readonly standardError: number | null;
  /** Standard errors that the lead would have to exceed. */
  readonly beyond: number;
}

/** The candidate with the largest reward, the first among equals (paper, equation 3). */
export const largestReward: Acceptance = ({ rewards }) => ({ chosen: argMax(rewards) });

/**
 * The same, but if values are bounded, only a candidate that is known to be better replaces the
 * present prompt (see `decidePrompt`).
 */
export const onlyIfKnownBetter: Acceptance = (compared) => {
  const isExact = compared.terms.every(({ cells }) =>
    cells.every((row) => row.every((cell) => cell?.bounds === undefined)),
  );
  if (isExact) return largestReward(compared);
  const decision = decidePrompt(compared);
  return { chosen: decision.chosen, decision };
};

/**
 * Only a winner that leads the present parameters by more than N standard errors of the paired
 * difference replaces them. A lead whose error cannot be told is not enough, unless it is infinite.
 * 0: any winner does, as in the paper.
 */
export function beyondErrors(beyond: number, rule: Acceptance): Acceptance {
  if (beyond === 0) return rule;
  return (compared) => {
    const accepted = rule(compared);
    const candidate = accepted.chosen;
    if (candidate === 0) return accepted;
    const { rewards, terms } = compared;
    const lead = indexed(rewards, candidate) - indexed(rewards, 0);
    const standardError = standardErrorOfDifference(
      rewardSpread(terms, candidate),
      rewardSpread(terms, 0),
    );
    const isClear = lead === Infinity || (standardError !== null && lead > beyond * standardError);
    if (isClear) return accepted;
    return { ...accepted, chosen: 0, withheld: { candidate, lead, standardError, beyond } };
  };
}
