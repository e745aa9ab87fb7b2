import { ExperimentError } from '../experiments/experiment-error.ts';

/**
 * The error of a Redis that cannot be used.
 *
 * @param place host and port, without a password
 */
export function createRedisError(
  place: string,
  message: string,
  options: { readonly cause?: unknown } = {},
): ExperimentError {
  return new ExperimentError({ code: 'redis-connection', message, subject: place, ...options });
}
