/**
 * Why a model does not run.
 *
 * - `invalid-model-file`: the file is missing, truncated or in another format
 * - `out-of-memory`: memory does not suffice for the model's contexts
 * - `engine-unavailable`: node-llama-cpp is missing or has no build for this machine
 * - `engine-mismatch`: the engine scores the same tokens differently in two ways
 * - `closed`: the model is closed, or was closed during the call
 */
export type LocalModelErrorCode =
  | 'invalid-model-file'
  | 'out-of-memory'
  | 'engine-unavailable'
  | 'engine-mismatch'
  | 'closed';

/** Options of `LocalModelError`. */
export interface LocalModelErrorOptions {
  readonly code: LocalModelErrorCode;
  readonly message: string;
  /** The model's file. */
  readonly path?: string | undefined;
  /** The requested GPU backend; false for the CPU. */
  readonly gpu?: string | false | undefined;
  /** With `engine-mismatch`, in nats. */
  readonly largestDifference?: number | undefined;
  readonly cause?: unknown;
}

/** Thrown if a model cannot run, or runs no longer. */
export class LocalModelError extends Error {
  override readonly name = 'LocalModelError';
  /** False for a closed model: the program, not its user, must fix that. */
  readonly userFacing: boolean;
  readonly code: LocalModelErrorCode;
  readonly path: string | undefined;
  readonly gpu: string | false | undefined;
  readonly largestDifference: number | undefined;

  constructor({ code, message, path, gpu, largestDifference, cause }: LocalModelErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.userFacing = code !== 'closed';
    this.code = code;
    this.path = path;
    this.gpu = gpu;
    this.largestDifference = largestDifference;
  }
}

/** Whether the error has the code. */
export function isLocalModelError(
  error: unknown,
  code: LocalModelErrorCode,
): error is LocalModelError {
  return error instanceof LocalModelError && error.code === code;
}
