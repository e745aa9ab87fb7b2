import type { ModelRegistry } from '@dln/llm';
import type { Findings } from './findings.ts';
import type { RunModels } from './create-models.ts';

/** Registered models, and which of them does what. */
export interface OpenedModels {
  readonly registry: ModelRegistry;
  /** Names in the registry. */
  readonly forward: string;
  readonly backward: string;
  readonly score: string;
  /** Missing if the metric asks no model. */
  readonly judge?: string | undefined;
  /** Models on which the network must work, beside `forward`. @default none */
  readonly others?: readonly string[];
  readonly proposals: RunModels['proposals'];
  /**
   * What was found out of the endpoint; the requests that it took are in no account of the
   * registry.
   */
  readonly findings: Findings;
  /** Gives back what models in this process hold. */
  readonly close: () => Promise<void>;
}

/** The name in the registry of a model on which the network must work, beside the forward model. */
export function nameOfOther(index: number): string {
  return `model ${index + 2}`;
}
