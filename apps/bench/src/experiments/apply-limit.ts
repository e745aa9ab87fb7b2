import type { Configuration } from '@dln/run';
import type { Method } from '../methods/method.ts';

/**
 * Limits a run for a trial: at most `limit` dev and test examples, batch examples, training steps
 * and candidate prompts. The training split stays whole, because few-shot examples are drawn from
 * it.
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

/** The same for a method: at most `limit` proposals. */
export function limitMethod(method: Method, limit: number): Method {
  return 'proposals' in method
    ? { ...method, proposals: Math.min(method.proposals, limit) }
    : method;
}
