import { calibrateOnBatch, refinePrior } from './calibrate-on-batch.ts';
import type { Candidate } from './candidate-listing.ts';
import { compareCandidates } from './compare-candidates.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { InferenceContext } from './inference-context.ts';
import { judgeCopies } from './judge-copies.ts';
import { currentParameters, type EvidenceExample, type PromptEvidence } from './prompt-evidence.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { raceCandidates } from './race-candidates.ts';

/**
 * Compares the proposals with the present parameters and those from memory, and takes the one that
 * the objective ranks first (paper, equation 3, algorithms 1 to 3).
 */
export async function updatePrompt(
  context: InferenceContext,
  evidence: PromptEvidence,
  proposals: readonly Candidate[],
): Promise<PromptUpdate> {
  const offered = { current: currentParameters(evidence), memory: evidence.memory, proposals };
  const { candidates, refused } = judgeCopies(
    context,
    evidence,
    context.strategies.candidates.list(offered),
  );
  context.onPhase?.('scoring');
  const race = await raceCandidates(calibrateOnBatch(context, evidence), evidence, candidates);
  const compared = compareCandidates(context, race);
  // What is known of the present parameters rests on their prior.
  if (compared.chosen !== 0) await refinePrior(context, evidence, compared.parameters);
  return {
    ...compared,
    duplicates: findDuplicates(offered, race.candidates),
    rankedOn: rankedExamples(evidence, race.examples),
    ...(refused.length === 0 ? {} : { refused }),
  };
}

/** The examples that score the candidates, without those that were left out. */
function rankedExamples(
  { ranking }: PromptEvidence,
  kept: readonly EvidenceExample[],
): readonly number[] {
  const places = new Set(kept.map(({ batchIndex }) => batchIndex));
  return ranking.filter((place) => places.has(place));
}
