import { decideRound } from '../round/decide-round.ts';
import type { RoundEstimate } from '../round/estimate-round.ts';
import { nextPair } from '../round/next-pair.ts';
import type { GuideRound, GuideState } from '../session/guide-state.ts';
import type { GuidePair } from '../session/records.ts';
import { exportRatings } from './export-ratings.ts';
import type { GuideView, ShownCandidate, ShownOutput, ShownPair } from './guide-view.ts';

/** What a rater is shown of a session. */
export function viewGuide(
  state: GuideState,
  {
    rater,
    ...rest
  }: {
    readonly rater: string;
    readonly isBusy: boolean;
    readonly problem: string | null;
    readonly notes: readonly string[];
    readonly estimate: RoundEstimate | null;
  },
): GuideView {
  const { started, open, current, rounds, pairRatings } = state;
  const pair = open && nextPair(state, open, rater);
  const inGroup = (wanted: string): number =>
    started.inputs.filter(({ group }) => group === wanted).length;
  return {
    ...rest,
    parameters: current.parameters,
    inputs: { proposing: inGroup('proposing'), heldBack: inGroup('held-back') },
    hasLabels: started.inputs.some(({ target }) => target !== null),
    round: open?.round ?? null,
    pairs: open ? open.pairs.length : 0,
    shown: open ? open.candidates.length - 1 : 0,
    remarks: open ? open.remarks : [],
    exportable: exportRatings(state).length,
    pair: open && pair ? showPair(state, open, { pair, rater }) : null,
    rated: pairRatings.filter((one) => one.round === open?.round && one.rater === rater).length,
    wanted: started.settings.ratingsPerRound,
    hiddenStrength: started.settings.hiddenStrength,
    level: started.settings.level,
    candidates: open && !pair ? showCandidates(state, open) : null,
    ended: rounds.flatMap(({ round, candidates, decided }) =>
      decided
        ? [
            {
              round,
              ratings: pairRatings.filter((one) => one.round === round && one.verdict !== 'skip')
                .length,
              accepted: candidates.find(({ id }) => id === decided.accepted)?.parameters ?? null,
            },
          ]
        : [],
    ),
  };
}

function showPair(
  { started, hiddenRatings }: GuideState,
  round: GuideRound,
  { pair, rater }: { readonly pair: GuidePair; readonly rater: string },
): ShownPair {
  const show = (candidate: string): ShownOutput => {
    const found = round.outputs.find(
      (one) => one.candidate === candidate && one.input === pair.input,
    );
    if (!found) throw new RangeError(`no output of ${candidate} on input ${pair.input}`);
    const hiddenTexts = found.hiddenTexts.map((hidden, layer) => {
      const said = hiddenRatings.find(
        (one) =>
          one.rater === rater &&
          one.input === pair.input &&
          one.layer === layer &&
          one.text === hidden,
      );
      return { text: hidden, verdict: said?.verdict ?? null };
    });
    return { output: found.output, hiddenTexts };
  };
  const { id, input, left, right } = pair;
  const text = started.inputs[input]?.text ?? '';
  return { id, input, text, left: show(left), right: show(right) };
}

function showCandidates(state: GuideState, round: GuideRound): readonly ShownCandidate[] {
  return decideRound(state, round).verdicts.flatMap((verdict) => {
    const found = round.candidates.find(({ id }) => id === verdict.id);
    return found
      ? [{ ...verdict, parameters: found.parameters, origin: found.proposer ?? found.origin }]
      : [];
  });
}
