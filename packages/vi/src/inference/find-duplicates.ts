import type { Candidate, CandidateOrigin } from './candidate-listing.ts';

/** A prompt that was offered and not compared, because it was there already. */
export interface DuplicateCandidate {
  readonly prompt: string;
  readonly origin: CandidateOrigin;
  /** The candidate with the same prompt. */
  readonly of: number;
}

/** What was offered and is not among the candidates because one has its prompt, in the order in which it was offered. */
export function findDuplicates(
  offered: {
    readonly current: string;
    readonly memory: readonly string[];
    readonly proposals: readonly Candidate[];
  },
  candidates: readonly Candidate[],
): readonly DuplicateCandidate[] {
  const left = candidates.map(({ prompt }) => prompt);
  const all: readonly Omit<Candidate, 'seen'>[] = [
    { prompt: offered.current, origin: 'current' },
    ...offered.memory.map((prompt) => ({ prompt, origin: 'memory' as const })),
    ...offered.proposals,
  ];
  return all.flatMap(({ prompt, origin }) => {
    const at = left.indexOf(prompt);
    if (at !== -1) {
      left.splice(at, 1);
      return [];
    }
    const of = candidates.findIndex((candidate) => candidate.prompt === prompt);
    return of === -1 ? [] : [{ prompt, origin, of }];
  });
}
