import type { PromptUpdate, ScoredCandidate } from '../inference/prompt-update.ts';
import { explorationPenalty } from '../objectives/exploration-penalty.ts';
import { trustRegion } from '../objectives/trust-region.ts';
import type { CandidateEntry, TermEntry } from './candidate-entry.ts';

/** The columns of the ledger that hold numbers, and what they rest on. */
export type CandidateFigures = Omit<
  CandidateEntry,
  | 'step'
  | 'layer'
  | 'round'
  | 'candidate'
  | 'prompt'
  | 'demonstrations'
  | 'origin'
  | 'outcome'
  | 'reason'
  | 'copied'
  | 'feedback'
  | 'proposer'
  | 'droppedAfter'
  | 'rankedOn'
>;

/** The figures of a compared candidate. */
export function figuresOfCandidate(
  { candidates, chosen, weights }: PromptUpdate,
  candidate: ScoredCandidate,
): CandidateFigures {
  const best = candidates[chosen]?.reward ?? -Infinity;
  const entries = Object.entries(candidate.terms).map(([name, { value, standardError }]) => {
    const weight = weights[name];
    if (weight === undefined) throw new RangeError(`the term ${name} has no weight`);
    const entry = { value: finite(value), standardError: finite(standardError), weight };
    return [name, entry] as const;
  });
  const byName = new Map(entries);
  const divergence = byName.get(trustRegion.name) ?? NO_PART;
  const wrongText = byName.get(explorationPenalty.name) ?? NO_PART;
  return {
    examples: candidate.examples,
    score: finite(candidate.score),
    scoreStandardError: finite(candidate.standardError),
    divergence: divergence.value,
    divergenceStandardError: divergence.standardError,
    divergenceWeight: takenOff(divergence),
    wrongTextLikelihood: wrongText.value,
    wrongTextStandardError: wrongText.standardError,
    wrongTextWeight: takenOff(wrongText),
    terms: Object.fromEntries(entries),
    reward: finite(candidate.reward),
    lag: candidate.reward === best ? 0 : finite(best - candidate.reward),
    lagStandardError: finite(candidate.lagStandardError),
    scoredBy: candidate.grounds?.map(({ strategy }) => strategy).join('; ') || null,
    cells: countScores(candidate, 'cells'),
    flooredCells: countScores(candidate, 'floored'),
    unansweredContexts: countScores(candidate, 'unanswered'),
    rewardLower: finite(candidate.bounds?.lower ?? candidate.reward),
    rewardUpper: finite(candidate.bounds?.upper ?? candidate.reward),
  };
}

/** The figures of a candidate that was not scored. */
export const NO_FIGURES: CandidateFigures = {
  examples: 0,
  score: null,
  scoreStandardError: null,
  divergence: 0,
  divergenceStandardError: 0,
  divergenceWeight: 0,
  wrongTextLikelihood: 0,
  wrongTextStandardError: 0,
  wrongTextWeight: 0,
  terms: {},
  reward: null,
  lag: null,
  lagStandardError: null,
  scoredBy: null,
  cells: 0,
  flooredCells: 0,
  unansweredContexts: 0,
  rewardLower: null,
  rewardUpper: null,
};

/** The figures of a term that has no weight in a layer. */
const NO_PART: TermEntry = { value: 0, standardError: 0, weight: 0 };

function takenOff({ weight }: TermEntry): number {
  return weight === 0 ? 0 : -weight;
}

/** JSON has no infinity. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** How many class scores a candidate rests on, by what is known of them. */
export function countScores(
  { grounds = [] }: ScoredCandidate,
  field: 'cells' | 'floored' | 'unanswered',
): number {
  return grounds.reduce((sum, one) => sum + one[field], 0);
}
