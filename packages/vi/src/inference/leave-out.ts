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
 * The examples that all candidates have values for, so that their means stay comparable. A candidate that fails on most examples is left out in their place; the
 * present parameters never are.
 *
 * @throws NothingAnsweredError if no example that ranks candidates is left
 */
export function leaveOut(
  { onOmitted }: InferenceContext,
  { ranking, index: layer }: PromptEvidence,
  { examples, candidates: all, missing, isLast }: ScoredSoFar,
): Comparable {
  const omitted = { split: 'train', purpose: 'score', layer, count: 1 } as const;
  const candidates = all.filter((candidate, at) => {
    const own = missing.filter((cell) => cell.candidate === candidate);
    const failed = new Set(own.map(({ example }) => example)).size;
    const [first] = own;
    if (!first || at === 0 || failed <= CANDIDATE_AT_FAULT * examples.length) return true;
    const text = shorten(candidate.parameters.instruction);
    onOmitted?.({ ...omitted, what: 'candidate', example: null, text, ...first.failure });
    return false;
  });
  const kept = examples.filter((example) => {
    const first = missing.find(
      (cell) => cell.example === example && candidates.includes(cell.candidate),
    );
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
