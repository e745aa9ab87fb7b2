import type { Configuration } from '@dln/run';
import type { Method } from '../methods/method.ts';

/**
 * A trial of a run, in which nothing that costs counts more than `limit`: examples of dev and test, examples in a batch, training steps, candidate prompts. The
 * training split stays whole, because few-shot examples are drawn from it.
 */
export function limitConfiguration(configuration: Configuration, limit: number): Configuration {
  const least = (size: number): number => (size <= 0 ? limit : Math.min(size, limit));
  return {
    ...configuration,
    maxDevSize: least(configuration.maxDevSize),
    maxTestSize: least(configuration.maxTestSize),
    batchSize: Math.min(configuration.batchSize, limit),
    iters: Math.min(configuration.iters, limit),
    numPSamples: Math.max(2, Math.min(configuration.numPSamples, limit)),
  };
}

/** The same for a method: at most so many proposals. */
export function limitMethod(method: Method, limit: number): Method {
  return 'proposals' in method
    ? { ...method, proposals: Math.min(method.proposals, limit) }
    : method;
}
