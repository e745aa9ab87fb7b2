import type { GuideState } from '../session/guide-state.ts';

/** What the next round may use. */
export interface RoundEstimate {
  /** At most, without what has been asked before. */
  readonly requests: number;
  /** At the tokens a request used so far; null before the first round. */
  readonly tokens: number | null;
  /** Null before the first round, or if a price is not known. */
  readonly dollars: number | null;
  readonly cap: number | null;
}

/** Estimates the next round: one request for each layer, candidate and input, and one for each proposal. */
export function estimateRound({ started, rounds }: GuideState): RoundEstimate {
  const { candidates, inputsPerRound, maxRequestsPerRound } = started.settings;
  const inputs = Math.min(inputsPerRound, started.inputs.length);
  const depth = started.parameters.length;
  const requests = (candidates + 1) * inputs * depth + candidates;
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0);
  const dollars = rounds.map((round) => round.dollars);
  const isPriced = dollars.every((value) => value !== null);
  const asked = sum(rounds.map((round) => round.requests));
  const scale = asked === 0 ? null : requests / asked;
  return {
    requests,
    tokens: scale === null ? null : Math.round(sum(rounds.map((round) => round.tokens)) * scale),
    dollars: scale === null || !isPriced ? null : sum(dollars) * scale,
    cap: maxRequestsPerRound,
  };
}
