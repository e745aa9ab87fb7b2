import { amongAnswered } from './among-answered.ts';
import type { Candidate } from './candidate-listing.ts';
import { compareCandidates } from './compare-candidates.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { InferenceContext } from './inference-context.ts';
import { currentPrompt, type PromptEvidence } from './prompt-evidence.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { scoreTerms } from './score-terms.ts';

/** Compares the proposals with the present prompt and those from memory, and takes the one that the objective ranks first (paper, equation 3, algorithms 1 to 3). */
export async function updatePrompt(
  context: InferenceContext,
  evidence: PromptEvidence,
  proposals: readonly Candidate[],
): Promise<PromptUpdate> {
  const offered = { current: currentPrompt(evidence), memory: evidence.memory, proposals };
  const candidates = context.strategies.candidates.list(offered);
  return amongAnswered(context, { evidence, candidates }, async (answered, among) => {
    context.onPhase?.('scoring');
    const terms = await scoreTerms(context, answered, among);
    const [present, ...others] = among;
    if (!present) throw new RangeError('no candidates to compare');
    const update = compareCandidates(context, [present, ...others], terms);
    return { ...update, duplicates: findDuplicates(offered, among) };
  });
}
