import type { ScoredTerm } from '../objectives/scored-term.ts';
import { argMax } from '../numerics/arg-max.ts';
import { decidePrompt, type PromptDecision } from './decide-prompt.ts';

/** Candidates with their rewards, the present prompt first. */
export interface ComparedCandidates {
  /** `[candidate]`: the estimates. */
  readonly rewards: readonly number[];
  readonly terms: readonly Pick<ScoredTerm, 'weight' | 'cells'>[];
}

/** Which candidate becomes the layer's prompt; `decision` if the values of some terms are bounded, not known. */
export interface Accepted {
  readonly chosen: number;
  readonly decision?: PromptDecision;
}

/** Decides which candidate becomes the layer's prompt. */
export type Acceptance = (compared: ComparedCandidates) => Accepted;

/** The candidate with the largest reward, the first among equals (paper, equation 3). */
export const largestReward: Acceptance = ({ rewards }) => ({ chosen: argMax(rewards) });

/** The same, but if values are bounded, only a candidate that is known to be better replaces the present prompt (see `decidePrompt`). */
export const onlyIfKnownBetter: Acceptance = (compared) => {
  const isExact = compared.terms.every(({ cells }) =>
    cells.every((row) => row.every((cell) => cell?.bounds === undefined)),
  );
  if (isExact) return largestReward(compared);
  const decision = decidePrompt(compared);
  return { chosen: decision.chosen, decision };
};
