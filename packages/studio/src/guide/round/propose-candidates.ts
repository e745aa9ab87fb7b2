import type { RandomState } from '@dln/random';
import type { GuideModels } from '../models/guide-models.ts';
import { hashParameters } from '../session/hash-parameters.ts';
import type { GuideState } from '../session/guide-state.ts';
import type { GuideCandidate, Parameters } from '../session/records.ts';
import { countTrials } from './count-trials.ts';
import { collectFeedback } from './feedback.ts';

/** The candidates that the last round left undecided, and that lead. */
export function carriedCandidates({ rounds }: GuideState): readonly GuideCandidate[] {
  const last = rounds.at(-1);
  const ids = last?.decided?.carried ?? [];
  return ids.flatMap((id) => {
    const found = last?.candidates.find((candidate) => candidate.id === id);
    return found ? [{ ...found, origin: 'carried' as const }] : [];
  });
}

/**
 * New candidates, spread over the layers from the last one down. Parameters that were tried before
 * are left out.
 */
export async function proposeCandidates(
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
): Promise<{ readonly found: readonly GuideCandidate[]; readonly remarks: readonly string[] }> {
  const { started, current } = state;
  const { examples, comments } = collectFeedback(state);
  const proposing = started.inputs.filter(({ group }) => group === 'proposing');
  const labelled = proposing.flatMap(({ text, target }) =>
    target === null ? [] : [{ input: text, target }],
  );
  const hidden = {
    strength: started.settings.hiddenStrength,
    ratings: state.hiddenRatings.flatMap(({ input, layer, text, verdict }) => {
      const shown = started.inputs[input];
      return shown?.group === 'proposing' ? [{ input: shown.text, layer, text, verdict }] : [];
    }),
  };
  const count = started.settings.candidates - carried.length;
  const tried = new Set([
    hashParameters(started.parameters),
    ...state.rounds.flatMap(({ candidates }) => candidates.map(({ id }) => id)),
  ]);
  const found: GuideCandidate[] = [];
  const remarks: string[] = [];
  for (let layer = models.depth - 1; layer >= 0; layer--) {
    const wanted = Math.ceil((count - found.length) / (layer + 1));
    if (wanted === 0) continue;
    const withLayer = (proposal: Parameters[number]): Parameters =>
      current.parameters.map((own, at) => (at === layer ? proposal : own));
    const proposals = await models.propose({
      parameters: current.parameters,
      layer,
      examples,
      comments,
      count: wanted,
      isNew: (proposal) => !tried.has(hashParameters(withLayer(proposal))),
      memory: listMemory(state, layer),
      labelled,
      trials: countTrials(state),
      round,
      random,
      hidden,
    });
    remarks.push(...proposals.remarks);
    for (const { parameters: proposal, proposer } of proposals.proposed.slice(0, wanted)) {
      const parameters = withLayer(proposal);
      const id = hashParameters(parameters);
      if (tried.has(id)) continue;
      tried.add(id);
      found.push({ id, parameters, origin: 'proposal', layer, proposer });
    }
  }
  if (found.length < count)
    remarks.push(
      `The round has ${found.length} new ${found.length === 1 ? 'candidate' : 'candidates'} in place of ${count}: others were not proposed, or were tried before.`,
    );
  return { found, remarks };
}

const MOST_REMEMBERED = 4;

/**
 * A layer's parameters that were current before, and those of candidates that lead without being
 * decided; the latest first.
 */
function listMemory(state: GuideState, layer: number): Parameters {
  const { started, rounds, current } = state;
  const accepted = rounds.flatMap(({ candidates, decided }) =>
    candidates.filter(({ id }) => id === decided?.accepted),
  );
  const earlier = [
    started.parameters,
    ...accepted.map(({ parameters }) => parameters),
  ].toReversed();
  const leading = carriedCandidates(state).map(({ parameters }) => parameters);
  const own = [...leading, ...earlier].flatMap((parameters) => parameters[layer] ?? []);
  const present = JSON.stringify(current.parameters[layer]);
  const different = new Map(own.map((parameters) => [JSON.stringify(parameters), parameters]));
  different.delete(present);
  return [...different.values()].slice(0, MOST_REMEMBERED);
}
