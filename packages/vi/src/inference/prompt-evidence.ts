import type { ProposalExample } from '../samplers/prompt-sampler.ts';

/** Texts with their probabilities, for each example. */
export interface WeightedTexts {
  /** `[example][sample]` */
  readonly texts: readonly (readonly string[])[];
  /** `[example][sample]`, each row sums to 1. */
  readonly weights: readonly (readonly number[])[];
}

/** What is known when a layer's prompt is updated. */
export interface PromptEvidence {
  readonly index: number;
  readonly step: number;
  /** `[example]`: its place in the batch. */
  readonly positions: readonly number[];
  /** `[layer]`: the prompts of the forward pass. */
  readonly prompts: readonly string[];
  /** The layer's prompts from memory. */
  readonly memory: readonly string[];
  /** `[example]`: what the backward model is shown. */
  readonly examples: readonly ProposalExample[];
  /** What the layer may read, by the texts of the layer below. */
  readonly inputs: WeightedTexts;
  /** What the layer should write. */
  readonly targets: WeightedTexts;
  /** `[example]`: what the layer read in the forward pass. */
  readonly read: readonly string[];
  /** `[example]`: what it wrote. */
  readonly written: readonly string[];
  /** `[example]`: the network's input as upper layers see it. */
  readonly upperInputs: readonly string[];
  /** `[example]` */
  readonly losses: readonly number[];
  /** `[example]` */
  readonly labels: readonly string[];
  /** Weight of the penalty on texts that led to wrong answers. */
  readonly wrongTextPenalty: number;
}

/** Each text is certain. */
export function certain(texts: readonly string[]): WeightedTexts {
  return { texts: texts.map((text) => [text]), weights: texts.map(() => [1]) };
}
