import type { Candidate } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { shorten } from './omission.ts';
import type { EvidenceExample, PromptEvidence } from './prompt-evidence.ts';
import type { MissingCell } from './score-terms.ts';

/** A candidate that fails on more of the examples than this share of them is at fault itself. */
const CANDIDATE_AT_FAULT = 0.5;

/** What a comparison is made with. */
export interface Comparable {
  readonly examples: readonly EvidenceExample[];
  readonly candidates: readonly Candidate[];
}

/** What is known of candidates on some of the examples. */
export interface ScoredSoFar extends Comparable {
  /** What has no value, of these candidates. */
  readonly missing: readonly MissingCell[];
  /** No more examples follow. */
  readonly isLast: boolean;
}

/**
 * The examples that all candidates have values for, so that their means stay comparable. A
 * candidate that fails on most examples is left out instead of them. If no example that ranks is
 * left, the candidates with the most failures are left out until there is one. The present
 * parameters stay.
 *
 * @throws NothingAnsweredError if the present parameters have no value for any example that ranks
 */
export function leaveOut(
  { onOmitted }: InferenceContext,
  { ranking, index: layer }: PromptEvidence,
  { examples, candidates: all, missing, isLast }: ScoredSoFar,
): Comparable {
  const omitted = { split: 'train', purpose: 'score', layer, count: 1 } as const;
  const failuresOf = (candidate: Candidate): readonly MissingCell[] =>
    missing.filter((cell) => cell.candidate === candidate);
  const countFailed = (candidate: Candidate): number =>
    new Set(failuresOf(candidate).map(({ example }) => example)).size;
  const failureOf = (
    example: EvidenceExample,
    among: readonly Candidate[],
  ): MissingCell | undefined =>
    missing.find((cell) => cell.example === example && among.includes(cell.candidate));

  let candidates = all.filter(
    (candidate, at) => at === 0 || countFailed(candidate) <= CANDIDATE_AT_FAULT * examples.length,
  );
  const ranked = examples.filter(({ batchIndex }) => ranking.includes(batchIndex));
  const canRank = (): boolean => ranked.some((example) => !failureOf(example, candidates));
  while (isLast && candidates.length > 1 && missing.length > 0 && !canRank()) {
    const most = Math.max(...candidates.slice(1).map(countFailed));
    if (most === 0) break;
    candidates = candidates.filter((candidate, at) => at === 0 || countFailed(candidate) < most);
  }
  for (const candidate of all) {
    const [first] = failuresOf(candidate);
    if (!first || candidates.includes(candidate)) continue;
    const text = shorten(candidate.parameters.instruction);
    onOmitted?.({ ...omitted, what: 'candidate', example: null, text, ...first.failure });
  }
  const kept = examples.filter((example) => {
    const first = failureOf(example, candidates);
    if (!first) return true;
    const { batchIndex, layerInput } = example;
    const text = shorten(layerInput);
    // The stops before the last one leave out the same examples.
    if (isLast)
      onOmitted?.({ ...omitted, what: 'example', example: batchIndex, text, ...first.failure });
    return false;
  });
  const [first] = missing;
  const isRanked = kept.some(({ batchIndex }) => ranking.includes(batchIndex));
  if (isLast && !isRanked && first) {
    const what = `None of ${ranking.length} examples can be scored for layer ${layer + 1}`;
    throw new NothingAnsweredError({ what, failure: first.failure });
  }
  return { examples: kept, candidates };
}
