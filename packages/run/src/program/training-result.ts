import type { LayerParameters, Network } from '@dln/vi';
import type { ModelTest } from '../reporting/model-test.ts';
import type { Spending } from '../composition/spending.ts';

/**
 * A network with the models that `trainNetwork` opened for it. Disposing closes those; models of
 * the caller stay open.
 */
export interface TrainedNetwork<Value = unknown> extends Network<Value>, AsyncDisposable {}

/** What `trainNetwork` comes to. */
export interface TrainingResult<Value = unknown> {
  /** The best network, on the model that it was trained with. */
  readonly network: TrainedNetwork<Value>;
  /** Of the best parameters, on the dev split, from 0 to 1. `null`: nothing was validated. */
  readonly devAccuracy: number | null;
  /** Of the best parameters, on the test split. `null`: training was stopped before the test. */
  readonly testAccuracy: number | null;
  /** Test accuracy of the initial parameters. `null`: they were not tested. */
  readonly baselineAccuracy: number | null;
  /** Test accuracies on each of several models; absent for one model. */
  readonly models?: readonly ModelTest[];
  /** `[layer]`: the best parameters. */
  readonly parameters: readonly LayerParameters[];
  /**
   * Why training ended before its test; the figures are the best until then. `null`: it came to its
   * end.
   */
  readonly stopped: 'budget' | 'aborted' | null;
  readonly spending: Spending;
  /**
   * What was decided for the caller, and what to know of the data and of the scores; a sentence
   * each.
   */
  readonly notes: readonly string[];
  /** The run's records. Absent if nothing was written. */
  readonly runDirectory?: string;
}
