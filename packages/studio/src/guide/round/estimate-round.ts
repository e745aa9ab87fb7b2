import type { GuideModels } from '../models/guide-models.ts';
import type { GuideState } from '../session/guide-state.ts';
import { runRound } from './run-round.ts';

/** What the next round may use. */
export interface RoundEstimate {
  /** At most, without what has been asked before. */
  readonly requests: number;
  /** With texts of usual lengths. */
  readonly tokens: number;
  /** Null if a price is not known. */
  readonly dollars: number | null;
  /** The cap on a round; null without one. */
  readonly cap: number | null;
  /** Requests that a cap on the session leaves; null without one. */
  readonly left: number | null;
}

/**
 * Creates a function that estimates the next round: it makes the round with models that count and
 * send nothing. An estimate is remembered until a round or an input is new.
 */
export function createRoundEstimator(
  models: Pick<GuideModels, 'counting'>,
): (state: GuideState) => Promise<Omit<RoundEstimate, 'left'>> {
  let last:
    | { readonly key: string; readonly estimate: Promise<Omit<RoundEstimate, 'left'>> }
    | undefined;
  return (state) => {
    const key = JSON.stringify([state.rounds.length, state.started.inputs.length]);
    if (last?.key !== key) {
      const estimate = estimateRound(state, models);
      last = { key, estimate };
      estimate.catch(() => (last = undefined));
    }
    return last.estimate;
  };
}

async function estimateRound(
  state: GuideState,
  models: Pick<GuideModels, 'counting'>,
): Promise<Omit<RoundEstimate, 'left'>> {
  const most = models.counting('high');
  await runRound(state, most, 0);
  const usual = models.counting('expected');
  await runRound(state, usual, 0);
  const { tokens, dollars } = usual.spending();
  return {
    requests: most.spending().requests,
    tokens,
    dollars,
    cap: state.started.settings.maxRequestsPerRound,
  };
}
