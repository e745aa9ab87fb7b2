import { LocalModelError } from '../local-model-error.ts';

/** The error of an engine whose scores cannot be trusted. */
export function createEngineMismatchError({
  version,
  largestDifference,
}: {
  /** The version of node-llama-cpp. */
  readonly version: string;
  /** In nats. */
  readonly largestDifference: number;
}): LocalModelError {
  return new LocalModelError({
    code: 'engine-mismatch',
    message:
      `node-llama-cpp ${version} gives the same five tokens scores that differ by ` +
      `${largestDifference} nats, so its scores cannot ` +
      'be trusted. Install node-llama-cpp 3.22.1, a version that works.',
    largestDifference,
  });
}
