import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { Candidate, CandidateOrigin } from './candidate-listing.ts';
import { findCopied } from './find-copied.ts';
import type { InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';

/** What happens to a proposal whose instruction copies training text. */
export type CopyRule = 'off' | 'mark' | 'refuse';

/** A proposal that was refused before it was scored. */
export interface RefusedCandidate {
  readonly parameters: LayerParameters;
  readonly origin: CandidateOrigin;
  /** The training text that its instruction copies. */
  readonly copied: string;
}

/**
 * Proposals whose instructions copy long runs of words from the batch: marked, or refused, as
 * `copiedText` says. Demonstrations are copies by design, and are not looked at.
 */
export function judgeCopies(
  { settings }: InferenceContext,
  { examples }: PromptEvidence,
  candidates: readonly Candidate[],
): { readonly candidates: readonly Candidate[]; readonly refused: readonly RefusedCandidate[] } {
  if (settings.copiedText === 'off') return { candidates, refused: [] };
  const marked = candidates.map((candidate) => {
    if (candidate.origin !== 'proposal') return candidate;
    const copied = findCopied(candidate.parameters.instruction, examples, settings.copiedWords);
    return copied === undefined ? candidate : { ...candidate, copied };
  });
  if (settings.copiedText === 'mark') return { candidates: marked, refused: [] };
  return {
    candidates: marked.filter(({ copied }) => copied === undefined),
    refused: marked.flatMap(({ parameters, origin, copied }) =>
      copied === undefined ? [] : [{ parameters, origin, copied }],
    ),
  };
}
