import { RandomState } from '@dln/random';
import type { GuideModels } from '../models/guide-models.ts';
import type { GuideState } from '../session/guide-state.ts';
import type { GuideCandidate, GuideOutput, RoundRecord } from '../session/records.ts';
import { chooseInputs } from './choose-inputs.ts';
import { demonstratedInputs } from './demonstrated-inputs.ts';
import { planPairs } from './plan-pairs.ts';
import { carriedCandidates, proposeCandidates } from './propose-candidates.ts';

/**
 * Makes the next round: proposes candidates beside those that were carried on, answers inputs with
 * each of them, and pairs the outputs. It draws from the seed of the session and the number of the
 * round, so a round that was cut off comes out the same.
 */
export async function runRound(
  state: GuideState,
  models: GuideModels,
  at: number,
): Promise<RoundRecord> {
  const { started, rounds, current } = state;
  const round = rounds.length;
  const random = new RandomState((started.seed + 7919 * (round + 1)) % 2 ** 32);
  const before = models.spending();
  const inputs = chooseInputs(state, round);
  const carried = carriedCandidates(state);
  const { found, remarks } = await proposeCandidates(state, models, { random, round, carried });
  const candidates: readonly GuideCandidate[] = [
    { ...current, origin: 'current' },
    ...carried,
    ...found,
  ];
  const answers = await Promise.all(
    candidates.map(({ parameters }) =>
      models.answer(
        parameters,
        inputs.map(({ text, target }) => ({ text, target })),
        round,
      ),
    ),
  );
  const outputs = candidates.flatMap(({ id }, candidate) =>
    inputs.flatMap(({ index }, position): readonly GuideOutput[] => {
      const answer = answers[candidate]?.[position];
      return answer
        ? [{ ...answer, candidate: id, input: index, hiddenTexts: [...answer.hiddenTexts] }]
        : [];
    }),
  );
  const after = models.spending();
  return {
    type: 'round',
    round,
    at,
    candidates: [...candidates],
    outputs,
    pairs: [...planPairs(rateable(state, candidates, outputs), { current: current.id, random })],
    requests: after.requests - before.requests,
    tokens: after.tokens - before.tokens,
    dollars:
      after.dollars === null || before.dollars === null ? null : after.dollars - before.dollars,
    remarks: [...remarks, ...describeFailures(outputs)],
  };
}

/** Outputs of a candidate on the inputs that it demonstrates say nothing of it. */
function rateable(
  { started }: GuideState,
  candidates: readonly GuideCandidate[],
  outputs: readonly GuideOutput[],
): readonly GuideOutput[] {
  const shown = new Map(candidates.map((one) => [one.id, demonstratedInputs(one)]));
  return outputs.filter(({ candidate, input }) => {
    const text = started.inputs[input]?.text;
    return text === undefined || shown.get(candidate)?.has(text) !== true;
  });
}

function describeFailures(outputs: readonly GuideOutput[]): readonly string[] {
  const failed = outputs.filter(({ failure }) => failure !== null);
  return [...Map.groupBy(failed, ({ failure }) => failure)].map(
    ([failure, own]) => `${own.length} of ${outputs.length} outputs are missing: ${failure}`,
  );
}
