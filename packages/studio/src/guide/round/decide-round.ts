import type { GuideRound, GuideState } from '../session/guide-state.ts';
import { judgeCandidate, type CandidateVerdict } from './judge-candidate.ts';

/** How a round ends. */
export interface RoundDecision {
  /** The candidate that becomes the current parameters; null if they stay. */
  readonly accepted: string | null;
  /** Candidates that the next round shows again, strongest first. */
  readonly carried: readonly string[];
  /** Of each candidate but the current one, strongest first. */
  readonly verdicts: readonly CandidateVerdict[];
}

/** Decides a round. Without any rating the parameters stay, and nothing is carried on. */
export function decideRound(state: GuideState, { candidates }: GuideRound): RoundDecision {
  const verdicts = candidates
    .filter(({ id }) => id !== state.current.id)
    .map(({ id }) => judgeCandidate(state, id))
    .toSorted((one, other) => other.ratings.all.difference - one.ratings.all.difference);
  const [best] = verdicts
    .filter(({ status }) => status === 'accepted')
    .toSorted((one, other) => scoreOf(other) - scoreOf(one));
  const accepted = best?.id ?? null;
  const open = verdicts.filter(
    ({ id, status, ratings }) =>
      id !== accepted &&
      status !== 'rejected' &&
      ratings.all.pairs > 0 &&
      ratings.all.difference > 0,
  );
  const places = Math.floor(state.started.settings.candidates / 2);
  return { accepted, carried: open.slice(0, places).map(({ id }) => id), verdicts };
}

/** Among accepted candidates labels decide first, then ratings. */
function scoreOf({ scores }: CandidateVerdict): number {
  return scores.all === null ? 0 : scores.all.difference;
}
