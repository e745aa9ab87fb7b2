import type { RoundEstimate } from '../../guide/round/estimate-round.ts';
import type { GuideView } from '../../guide/service/guide-view.ts';

/** The stage of the session for this rater, in a sentence or two. */
export function describeStage(view: GuideView): string {
  const { isBusy, round, pair, pairs, shown, rated, wanted, inputs } = view;
  if (isBusy) return 'Making the round: proposing candidates and answering inputs.';
  if (round === null)
    return inputs.proposing + inputs.heldBack < 2
      ? 'No round is open. A round needs two inputs or more: add some first.'
      : 'No round is open.';
  const name = `Round ${round + 1}`;
  if (pairs === 0)
    return shown === 0
      ? `${name}: no new candidate was proposed, so there is nothing to rate. Start the next round.`
      : `${name}: nothing differs. The candidates answer every input as the current parameters do. Start the next round.`;
  const place = `${name}: ${rated} of ${wanted} rated.`;
  if (pair) return place;
  return rated >= wanted
    ? `${place} You have rated enough. Others may still rate.`
    : `${place} No other pair could change the decision.`;
}

/** What the next round may use, in a sentence. */
export function describeEstimate(estimate: RoundEstimate): string {
  const { requests, tokens, dollars, cap, left } = estimate;
  const parts = [
    `at most ${requests} requests`,
    `about ${tokens} tokens`,
    ...(dollars === null ? [] : [`about $${dollars.toFixed(2)}`]),
  ];
  const limit = cap === null ? '' : `; the cap is ${cap} requests`;
  const short =
    left === null || left >= requests
      ? ''
      : ` The cap of the session leaves ${left} requests: the round may break off there.`;
  return `The next round takes ${parts.join(', ')}${limit}.${short}`;
}
