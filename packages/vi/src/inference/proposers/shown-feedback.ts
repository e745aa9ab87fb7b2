import type { Candidate } from '../candidate-listing.ts';
import type { ShownExample } from '../proposer.ts';

/** What the metric said of the examples that a request showed, each text once. */
export function shownFeedback(shown: readonly ShownExample[]): Pick<Candidate, 'feedback'> {
  const texts = shown.flatMap(({ feedback }) => (feedback === undefined ? [] : [feedback]));
  return texts.length === 0 ? {} : { feedback: [...new Set(texts)] };
}
