import type { LanguageModel } from '@dln/llm';
import type { Loss } from '@dln/losses';
import type { Template } from '@dln/templates';
import type { Layer, Layers } from '../layers/layer.ts';
import type { ProposalForm } from '../samplers/prompt-sampler.ts';
import type { InferenceSettings } from './inference-settings.ts';
import type { ModelEnsemble } from './model-ensemble.ts';
import type { Omission } from './omission.ts';
import type { Phase } from './phase.ts';
import type { InferenceStrategies } from './inference-strategies.ts';

/** The models of a network; often one and the same. */
export interface NetworkModels {
  /** Writes the layers' texts. */
  readonly forward: LanguageModel;
  /** Proposes prompts and draws hidden texts. */
  readonly backward: LanguageModel;
  /** Gives log-probabilities. */
  readonly score: LanguageModel;
}

/** The templates of the backward model. */
export interface BackwardTemplates {
  /** B_π: asks for a better prompt. */
  readonly prompt: Template;
  /** How the replies to it are read. */
  readonly form: ProposalForm;
  /** q(h): asks for a better hidden text; one of them is drawn for each request. */
  readonly posterior: readonly Template[];
}

/** All that inference needs and does not change. */
export interface InferenceContext {
  readonly layers: Layers;
  readonly models: NetworkModels;
  /** Models on which candidates are scored and networks validated. @default `models` alone */
  readonly ensemble?: ModelEnsemble | undefined;
  readonly templates: BackwardTemplates;
  readonly loss: Loss;
  readonly settings: InferenceSettings;
  readonly strategies: InferenceStrategies;
  /**
   * What the last layer may be: the same layer with other templates and calibrations, one of which
   * is chosen before training. @default there is no choice
   */
  readonly alternatives?: readonly [Layer, ...Layer[]];
  /** Instructions of the user, for the proposer `pool`. @default none */
  readonly promptPool?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called once per item that a step leaves out, in any order. */
  readonly onOmitted?: (omission: Omission) => void;
  /** Called when a phase begins, before its first call of a model. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
}

/** The layer at an index that is known to exist. */
export function layerAt({ layers }: InferenceContext, index: number): Layer {
  const layer = layers[index];
  if (!layer) throw new RangeError(`the network has ${layers.length} layers, none at ${index}`);
  return layer;
}

/** One of the network's models with the run's signal. */
export function callsOf(
  { models, signal }: InferenceContext,
  role: keyof NetworkModels,
): { readonly model: LanguageModel; readonly signal?: AbortSignal } {
  return signal === undefined ? { model: models[role] } : { model: models[role], signal };
}
