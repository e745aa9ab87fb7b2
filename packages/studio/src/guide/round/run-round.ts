import { RandomState } from '@dln/random';
import type { GuideModels } from '../models/guide-models.ts';
import { hashParameters } from '../session/hash-parameters.ts';
import type { GuideState } from '../session/guide-state.ts';
import type { GuideCandidate, GuideOutput, RoundRecord } from '../session/records.ts';
import { collectFeedback } from './feedback.ts';
import { planPairs } from './plan-pairs.ts';

/**
 * Makes the next round: proposes candidates beside those that were carried on, answers inputs with each of them, and pairs the outputs. It draws from the seed of the
 * session and the number of the round, so a round that was cut off comes out the same.
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
  const proposed = await propose(state, models, { random, round, carried });
  const candidates: readonly GuideCandidate[] = [
    { ...current, origin: 'current' },
    ...carried,
    ...proposed,
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
    pairs: [...planPairs(outputs, { current: current.id, random })],
    requests: after.requests - before.requests,
    tokens: after.tokens - before.tokens,
    dollars:
      after.dollars === null || before.dollars === null ? null : after.dollars - before.dollars,
  };
}

/** The inputs of a round, as many of both groups as there are places, going on where the last round stopped. */
function chooseInputs(
  { started }: GuideState,
  round: number,
): readonly (GuideState['started']['inputs'][number] & { readonly index: number })[] {
  const { inputsPerRound, heldBackShare } = started.settings;
  const indexed = started.inputs.map((input, index) => ({ ...input, index }));
  const heldBack = indexed.filter(({ group }) => group === 'held-back');
  const proposing = indexed.filter(({ group }) => group === 'proposing');
  const places = Math.round(inputsPerRound * heldBackShare);
  return [...turn(proposing, inputsPerRound - places, round), ...turn(heldBack, places, round)];
}

function turn<Item>(items: readonly Item[], count: number, round: number): readonly Item[] {
  const size = Math.min(count, items.length);
  return Array.from({ length: size }, (_, at) => items[(round * size + at) % items.length]).filter(
    (item) => item !== undefined,
  );
}

function carriedCandidates({ rounds }: GuideState): readonly GuideCandidate[] {
  const last = rounds.at(-1);
  const ids = last?.decided?.carried ?? [];
  return ids.flatMap((id) => {
    const found = last?.candidates.find((candidate) => candidate.id === id);
    return found ? [{ ...found, origin: 'carried' as const }] : [];
  });
}

/** New candidates, spread over the layers from the last one down. Parameters that were tried before are left out. */
async function propose(
  state: GuideState,
  models: GuideModels,
  {
    random,
    round,
    carried,
  }: {
    readonly random: RandomState;
    readonly round: number;
    readonly carried: readonly GuideCandidate[];
  },
): Promise<readonly GuideCandidate[]> {
  const { started, current } = state;
  const { examples, comments } = collectFeedback(state);
  const count = started.settings.candidates - carried.length;
  const tried = new Set([
    hashParameters(started.parameters),
    ...state.rounds.flatMap(({ candidates }) => candidates.map(({ id }) => id)),
  ]);
  const found: GuideCandidate[] = [];
  for (let layer = models.depth - 1; layer >= 0; layer--) {
    const wanted = Math.ceil((count - found.length) / (layer + 1));
    if (wanted === 0) continue;
    const proposals = await models.propose({
      parameters: current.parameters,
      layer,
      examples,
      comments,
      count: wanted,
      round,
      random,
      hidden: {
        strength: started.settings.hiddenStrength,
        ratings: state.hiddenRatings.flatMap(({ input, layer: at, text, verdict }) => {
          const shown = started.inputs[input];
          return shown?.group === 'proposing'
            ? [{ input: shown.text, layer: at, text, verdict }]
            : [];
        }),
      },
    });
    for (const proposal of proposals.slice(0, wanted)) {
      const parameters = current.parameters.map((own, at) => (at === layer ? proposal : own));
      const id = hashParameters(parameters);
      if (tried.has(id)) continue;
      tried.add(id);
      found.push({ id, parameters, origin: 'proposal', layer });
    }
  }
  return found;
}
