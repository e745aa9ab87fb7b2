import type { Dataset } from '@dln/datasets';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { Strategies } from './presets.ts';
import type { TrainingSettings } from './training-settings.ts';
import type { TrainingState } from './training-state.ts';

/** Options of `train`. */
export interface TrainOptions {
  readonly context: InferenceContext;
  readonly strategies: Omit<Strategies, 'inference'>;
  readonly settings: TrainingSettings;
  readonly dataset: Dataset;
  /** `[layer]`: those to begin with. */
  readonly parameters: readonly LayerParameters[];
  /** Seeds the samplers; an unsigned 32-bit integer. */
  readonly samplerSeed: number;
  /**
   * Called with the state of training before each `iteration` event: no call of a model is under
   * way then.
   */
  readonly onState?: (state: TrainingState) => void;
}

/** What a run has learned. */
export interface TrainResult {
  /** `[layer]`: the best. */
  readonly parameters: readonly LayerParameters[];
  /** Null if nothing was validated. */
  readonly devAccuracy: number | null;
  /** Null if nothing was tested. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial parameters; null if they were not tested. */
  readonly baselineAccuracy: number | null;
  readonly state: TrainingState;
}
