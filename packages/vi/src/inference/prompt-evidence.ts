import type { LayerExample } from '../objectives/layer-example.ts';
import type { ProposalExample } from '../samplers/prompt-sampler.ts';

/** One example of a batch when a layer's prompt is updated. */
export interface EvidenceExample extends LayerExample {
  /** What the backward model is shown of it. */
  readonly shown: ProposalExample;
}

/** What is known when a layer's prompt is updated. */
export interface PromptEvidence {
  /** The index of the layer. */
  readonly index: number;
  readonly step: number;
  /** `[layer]`: the prompts of the forward pass. */
  readonly prompts: readonly string[];
  /** The layer's prompts from memory. */
  readonly memory: readonly string[];
  readonly examples: readonly EvidenceExample[];
  /** Present weight of the exploration penalty. */
  readonly explorationPenalty: number;
}

/** The prompt of the layer that is updated. */
export function currentPrompt({ prompts, index }: PromptEvidence): string {
  const prompt = prompts[index];
  if (prompt === undefined) throw new RangeError(`no prompt for layer ${index + 1}`);
  return prompt;
}
