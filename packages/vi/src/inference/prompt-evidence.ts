import type { LossContext } from '@dln/losses';
import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import type { LayerExample } from '../objectives/layer-example.ts';
import type { TrainingExample } from './proposer.ts';
import type { ProposerTrials } from './proposer-trials.ts';
import type { ProposalExample } from '../samplers/prompt-sampler.ts';

/** One example of a batch when a layer's parameters are updated. */
export interface EvidenceExample extends LayerExample {
  /** What the backward model is shown of it. */
  readonly shown: ProposalExample;
  /** What a metric may read of it. @default what the layer read */
  readonly source?: LossContext;
}

/** What is known when a layer's parameters are updated. */
export interface PromptEvidence {
  /** The index of the layer. */
  readonly index: number;
  readonly step: number;
  /** `[layer]`: those of the forward pass. */
  readonly parameters: readonly LayerParameters[];
  /** The layer's parameters from memory. */
  readonly memory: readonly LayerParameters[];
  readonly examples: readonly EvidenceExample[];
  /** The `batchIndex` of each example that scores the candidates, in the order of scoring. */
  readonly ranking: readonly number[];
  /** How often the candidates of each proposer won before. */
  readonly trials: ProposerTrials;
  /** Training examples that are not in the batch, for a network of one layer. */
  readonly others: readonly TrainingExample[];
  /** Present weight of the exploration penalty. */
  readonly explorationPenalty: number;
}

/** The present parameters of the layer that is updated. */
export function currentParameters({ parameters, index }: PromptEvidence): LayerParameters {
  return parametersAt(parameters, index);
}
