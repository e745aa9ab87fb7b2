import { keyOfParameters, type LayerParameters } from '../layers/layer-parameters.ts';
import type { Candidate, CandidateOrigin, OfferedCandidates } from './candidate-listing.ts';

/** Parameters that were offered and not compared, because they were there already. */
export interface DuplicateCandidate {
  readonly parameters: LayerParameters;
  readonly origin: CandidateOrigin;
  /** The candidate with equal parameters. */
  readonly of: number;
}

/**
 * What was offered and is not among the candidates because one has its parameters, in the order in
 * which it was offered.
 */
export function findDuplicates(
  offered: OfferedCandidates,
  candidates: readonly Candidate[],
): readonly DuplicateCandidate[] {
  const keys = candidates.map(({ parameters }) => keyOfParameters(parameters));
  const left = [...keys];
  const all: readonly Omit<Candidate, 'seen'>[] = [
    { parameters: offered.current, origin: 'current' },
    ...offered.memory.map((parameters) => ({ parameters, origin: 'memory' as const })),
    ...offered.proposals,
  ];
  return all.flatMap(({ parameters, origin }) => {
    const key = keyOfParameters(parameters);
    const at = left.indexOf(key);
    if (at !== -1) {
      left.splice(at, 1);
      return [];
    }
    const of = keys.indexOf(key);
    return of === -1 ? [] : [{ parameters, origin, of }];
  });
}
