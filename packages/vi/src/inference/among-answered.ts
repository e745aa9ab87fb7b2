import { UnansweredError, type Unanswered } from '../scoring/unanswered-error.ts';
import type { Candidate } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';
import { keep, keepExamples } from './keep-examples.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';
import { shorten } from './omission.ts';
import type { PromptEvidence } from './prompt-evidence.ts';

/** The place of an example and a candidate in the grid of scores. */
export function cellIndex(example: number, candidate: number, candidates: number): number {
  return example * candidates + candidate;
}

/** A candidate that fails on more of the examples than this share of them is at fault itself. */
const candidateAtFault = 0.5;

/**
 * Compares candidates on the examples that all of them have scores for, so that their means stay comparable. A candidate that fails on most examples is left out in
 * their place; the present prompt never is.
 *
 * @param compare - its UnansweredErrors name cells, by `cellIndex`
 * @throws NothingAnsweredError where no example is left
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
      const left = leaveOut(context, { evidence, candidates }, error.unanswered);
      evidence = keepExamples(evidence, left.examples);
      candidates = keep(candidates, left.candidates).map((candidate) =>
        seeAgain(candidate, left.examples),
      );
    }
  }
}

/** The places of the examples and candidates that stay. */
function leaveOut(
  { onOmitted }: InferenceContext,
  {
    evidence,
    candidates,
  }: { readonly evidence: PromptEvidence; readonly candidates: readonly Candidate[] },
  unanswered: readonly [Unanswered, ...Unanswered[]],
): { readonly examples: readonly number[]; readonly candidates: readonly number[] } {
  const cells = unanswered.map(({ index, failure }) => ({
    example: Math.floor(index / candidates.length),
    candidate: index % candidates.length,
    failure,
  }));
  const examples = [...evidence.positions.keys()];
  const omitted = { split: 'train', purpose: 'score', layer: evidence.index, count: 1 } as const;
  const isAtFault = (_: Candidate, at: number): boolean => {
    const failed = new Set(cells.flatMap((cell) => (cell.candidate === at ? [cell.example] : [])));
    return at > 0 && failed.size > candidateAtFault * examples.length;
  };
  const faulty = candidates.map(isAtFault);
  candidates.forEach(({ prompt }, at) => {
    const cell = faulty[at] ? cells.find(({ candidate }) => candidate === at) : undefined;
    if (!cell) return;
    const { kind, message } = cell.failure;
    onOmitted?.({
      ...omitted,
      what: 'candidate',
      example: null,
      text: shorten(prompt),
      kind,
      message,
    });
  });
  const keptExamples = examples.filter((example) => {
    const cell = cells.find((one) => one.example === example && !faulty[one.candidate]);
    if (!cell) return true;
    const { kind, message } = cell.failure;
    onOmitted?.({
      ...omitted,
      what: 'example',
      example: evidence.positions[example] ?? null,
      text: shorten(evidence.read[example] ?? ''),
      kind,
      message,
    });
    return false;
  });
  if (keptExamples.length === 0) {
    const what = `None of ${examples.length} examples can be scored for layer ${evidence.index + 1}`;
    throw new NothingAnsweredError({ what, failure: unanswered[0].failure });
  }
  return { examples: keptExamples, candidates: [...candidates.keys()].filter((at) => !faulty[at]) };
}

/** A candidate whose examples have other places now. */
function seeAgain(candidate: Candidate, examples: readonly number[]): Candidate {
  const { seen, ...rest } = candidate;
  if (!seen) return candidate;
  return { ...rest, seen: examples.flatMap((old, place) => (seen.includes(old) ? [place] : [])) };
}
