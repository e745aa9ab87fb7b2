import type { TrainEvent, TrainOptions } from '@dln/vi';

/**
 * A way to find a network's prompts: yields what happens, in the words of training, and tests the
 * best prompts last. `train` is one.
 */
export type Learner = (run: TrainOptions) => AsyncGenerator<TrainEvent, unknown, undefined>;
