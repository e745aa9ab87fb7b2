import type { PromptUpdate, ScoredCandidate } from '../inference/prompt-update.ts';
import type { DroppedCandidate } from '../inference/race-candidates.ts';
import { areEqualParameters } from '../layers/layer-parameters.ts';
import { trustRegion } from '../objectives/trust-region.ts';
import type { CandidateEntry } from './candidate-entry.ts';
import { countScores } from './candidate-figures.ts';

/** What became of a candidate, and why, in words. */
type CandidateOutcome = Pick<CandidateEntry, 'outcome' | 'reason'>;

/** Whether a compared candidate won, and why, in words. */
export function judgeCandidate(
  update: PromptUpdate,
  candidate: ScoredCandidate,
  at: number,
): CandidateOutcome {
  const { candidates, chosen } = update;
  const together = judgeTogether(update, at);
  if (together) return together;
  if (candidate.dropped) return { outcome: 'lost', reason: describeDropped(candidate.dropped) };
  const withheld = judgeWithheld(update, at);
  if (withheld) return withheld;
  const undecided = judgeUndecided(update, candidate, at);
  if (undecided) return { outcome: at === chosen ? 'won' : 'lost', reason: undecided };
  const best = candidates[chosen]?.reward ?? -Infinity;
  if (at === chosen) {
    const isShared = candidates.some(
      (other, index) => index !== at && !other.dropped && other.reward === best,
    );
    const reason = isShared ? 'won: highest reward, the first among equals' : 'won: highest reward';
    return { outcome: 'won', reason };
  }
  const first = candidates.findIndex(({ parameters }) =>
    areEqualParameters(parameters, candidate.parameters),
  );
  if (first < at) return { outcome: 'lost', reason: `lost: duplicate of candidate ${first}` };
  if (candidate.reward === best)
    return { outcome: 'lost', reason: 'lost: equal reward, came later' };
  if (!Number.isFinite(candidate.reward)) {
    const isOutside = candidate.terms[trustRegion.name]?.value === Infinity;
    const why = isOutside ? 'it is outside the trust region' : 'a text is impossible under it';
    return { outcome: 'lost', reason: `lost: ${why}` };
  }
  const margin =
    candidate.lagStandardError === null ? '' : ` ± ${candidate.lagStandardError.toPrecision(2)}`;
  const lag = (best - candidate.reward).toPrecision(2);
  return { outcome: 'lost', reason: `lost: reward lower by ${lag}${margin}` };
}

/**
 * Why, if the layers together take another candidate than this layer alone; undefined for the other
 * candidates.
 */
function judgeTogether({ joint, chosen }: PromptUpdate, at: number): CandidateOutcome | undefined {
  if (!joint || joint.separate === chosen) return undefined;
  const gain = `${joint.gain.toPrecision(2)} nats better together with the other layers, on ${joint.examples} examples`;
  if (at === chosen) return { outcome: 'won', reason: `won: ${gain}` };
  return at === joint.separate
    ? { outcome: 'lost', reason: `lost: highest reward, but candidate ${chosen} is ${gain}` }
    : undefined;
}

function describeDropped({ after, of, lag, lagStandardError }: DroppedCandidate): string {
  const margin = lagStandardError === null ? '' : ` ± ${lagStandardError.toPrecision(2)}`;
  const behind = Number.isFinite(lag)
    ? `reward lower by ${lag.toPrecision(2)}${margin}`
    : 'a text is impossible under it';
  return `dropped after ${after} of ${of} examples: ${behind}`;
}

/**
 * Why, if a candidate leads the present parameters by too little to replace them; undefined for the
 * other candidates.
 */
function judgeWithheld(
  { candidates, withheld }: PromptUpdate,
  at: number,
): CandidateOutcome | undefined {
  if (!withheld) return undefined;
  const { candidate, lead, standardError, beyond } = withheld;
  const margin = standardError === null ? '' : ` ± ${standardError.toPrecision(2)}`;
  const short = `leads by ${lead.toPrecision(2)}${margin}, not more than ${beyond} standard errors`;
  if (at === candidate) return { outcome: 'lost', reason: `lost: ${short}` };
  if (at === 0) return { outcome: 'won', reason: `won: candidate ${candidate} ${short}` };
  const present = candidates[0]?.reward ?? -Infinity;
  const own = candidates[at]?.reward ?? -Infinity;
  return own > present
    ? {
        outcome: 'lost',
        reason: `lost: reward not above that of candidate ${candidate}, which stays out`,
      }
    : undefined;
}

/** Why, if the order of two candidates is within what is not known; undefined if it is known. */
function judgeUndecided(
  { candidates, chosen, decision }: PromptUpdate,
  candidate: ScoredCandidate,
  at: number,
): string | undefined {
  if (!decision) return judgeSampled(candidates, chosen, at);
  const { basis, undecided } = decision;
  const floored = `${countScores(candidate, 'floored')} of ${countScores(candidate, 'cells')} class scores are bounds`;
  if (at !== chosen) {
    if (!undecided.includes(at)) return undefined;
    const difference = candidate.reward - (candidates[chosen]?.reward ?? -Infinity);
    const side = difference > 0 ? 'higher' : 'lower';
    return `undecided: reward ${side} by ${Math.abs(difference).toPrecision(2)}, within what is not known (${floored})`;
  }
  if (basis === 'kept')
    return 'undecided: the present prompt stays, no other is known to be better';
  if (basis === 'worst-case')
    return 'undecided: its worst case is above the estimate of the present prompt';
  return undecided.length === 0
    ? undefined
    : `won: not known to be better than ${undecided.map((one) => `candidate ${one}`).join(', ')}`;
}

/** A lag below this many standard errors may be chance. */
const surelyDrawn = 2;

/** Why, if the order of two candidates is within the error of sampled answers. */
function judgeSampled(
  candidates: readonly ScoredCandidate[],
  chosen: number,
  at: number,
): string | undefined {
  const best = candidates[chosen];
  const isSampled = best?.grounds?.some(({ method }) => method === 'sample-share') ?? false;
  if (!best || !isSampled) return undefined;
  const isClose = ({ reward, lagStandardError }: ScoredCandidate): boolean =>
    lagStandardError === null || best.reward - reward < surelyDrawn * lagStandardError;
  if (at === chosen) {
    const close = [...candidates.keys()].filter(
      (other) => other !== chosen && candidates[other] && isClose(candidates[other]),
    );
    return close.length === 0
      ? undefined
      : `undecided: highest reward, but within two standard errors of ${close.map((one) => `candidate ${one}`).join(', ')}`;
  }
  const own = candidates[at];
  if (!own || !isClose(own)) return undefined;
  const lag = (best.reward - own.reward).toPrecision(2);
  const margin = own.lagStandardError === null ? '' : ` ± ${own.lagStandardError.toPrecision(2)}`;
  return `undecided: reward lower by ${lag}${margin}, within two standard errors of sampled answers`;
}
