import { LocalModelError } from '../local-model-error.ts';

/** The error of a missing node-llama-cpp, or of one without a build for this machine. */
export function createEngineUnavailableError({
  reason,
  gpu,
  cause,
}: {
  /** One sentence: what is missing and how to install it. */
  readonly reason: string;
  /** The requested GPU backend; false for the CPU. */
  readonly gpu: string | false;
  readonly cause?: unknown;
}): LocalModelError {
  return new LocalModelError({
    code: 'engine-unavailable',
    message: `No model can run in this process: ${reason}`,
    gpu,
    cause,
  });
}
