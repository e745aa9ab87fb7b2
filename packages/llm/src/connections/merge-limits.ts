import type { SchedulerOptions } from '../endpoint/scheduler.ts';
import { given } from '../given.ts';
import type { Connection } from './connection.ts';

/**
 * The limits of an endpoint that several entries name: it is one server, so the strictest
 * concurrency holds for all of them together, and the most patience.
 */
export function mergeLimits(
  connections: readonly Connection[],
): Pick<SchedulerOptions, 'concurrency' | 'promptsPerRequest' | 'maxRetries' | 'timeoutInMs'> {
  const named = (
    field: 'concurrency' | 'prompts_per_request' | 'max_retries' | 'timeout_seconds',
  ): readonly number[] => connections.flatMap((connection) => connection[field] ?? []);
  const seconds = largest(named('timeout_seconds'));
  return {
    ...given('concurrency', smallest(named('concurrency'))),
    ...given('promptsPerRequest', smallest(named('prompts_per_request'))),
    ...given('maxRetries', largest(named('max_retries'))),
    ...given('timeoutInMs', seconds === undefined ? undefined : seconds * 1000),
  };
}

function smallest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}

function largest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}
