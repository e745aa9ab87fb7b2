import { UnansweredError, type Unanswered } from '../scoring/unanswered-error.ts';
import type { Candidate } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { shorten } from './omission.ts';
import type { PromptEvidence } from './prompt-evidence.ts';

/** The place of an example and a candidate in the grid of scores. */
export function cellIndex(example: number, candidate: number, candidates: number): number {
  return example * candidates + candidate;
}

/** A candidate that fails on more of the examples than this share of them is at fault itself. */
const CANDIDATE_AT_FAULT = 0.5;

/**
 * Compares candidates on the examples that all of them have scores for, so that their means stay comparable. A candidate that fails on most examples is left out in
 * their place; the present prompt never is.
 *
 * @param compare - its UnansweredErrors name cells, by `cellIndex`
 * @throws NothingAnsweredError if no example is left
 */
export async function amongAnswered<Value>(
  context: InferenceContext,
  given: { readonly evidence: PromptEvidence; readonly candidates: readonly Candidate[] },
  compare: (evidence: PromptEvidence, candidates: readonly Candidate[]) => Promise<Value>,
): Promise<Value> {
  let { evidence, candidates } = given;
  for (;;) {
    try {
      return await compare(evidence, candidates);
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error;
      ({ evidence, candidates } = leaveOut(context, { evidence, candidates }, error.unanswered));
    }
  }
}

/** The examples and candidates that stay. */
function leaveOut(
  { onOmitted }: InferenceContext,
  given: { readonly evidence: PromptEvidence; readonly candidates: readonly Candidate[] },
  unanswered: readonly [Unanswered, ...Unanswered[]],
): { readonly evidence: PromptEvidence; readonly candidates: readonly Candidate[] } {
  const { evidence } = given;
  const { examples, index: layer } = evidence;
  const count = given.candidates.length;
  const failed = unanswered.map(({ index, failure }) => ({
    example: examples[Math.floor(index / count)],
    candidate: given.candidates[index % count],
    failure,
  }));
  const omitted = { split: 'train', purpose: 'score', layer, count: 1 } as const;
  const candidates = given.candidates.filter((candidate, at) => {
    const own = failed.filter((one) => one.candidate === candidate);
    const isAtFault =
      at > 0 &&
      new Set(own.map(({ example }) => example)).size > CANDIDATE_AT_FAULT * examples.length;
    const [first] = own;
    if (!isAtFault || !first) return true;
    const text = shorten(candidate.prompt);
    onOmitted?.({ ...omitted, what: 'candidate', example: null, text, ...first.failure });
    return false;
  });
  const kept = examples.filter((example) => {
    const first = failed.find(
      (one) => one.example === example && one.candidate && candidates.includes(one.candidate),
    );
    if (!first) return true;
    const { batchIndex, layerInput } = example;
    const text = shorten(layerInput);
    onOmitted?.({ ...omitted, what: 'example', example: batchIndex, text, ...first.failure });
    return false;
  });
  if (kept.length === 0) {
    const what = `None of ${examples.length} examples can be scored for layer ${layer + 1}`;
    throw new NothingAnsweredError({ what, failure: unanswered[0].failure });
  }
  return { evidence: { ...evidence, examples: kept }, candidates };
}
