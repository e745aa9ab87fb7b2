/**
 * Thrown if llama.cpp cannot run here: node-llama-cpp is missing or has no build for this machine.
 */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
  readonly userFacing = true;
  /** The requested GPU backend; false for the CPU. */
  readonly gpu: string | false;

  constructor({
    reason,
    gpu,
    cause,
  }: {
    /** One sentence: what is missing and how to install it. */
    readonly reason: string;
    readonly gpu: string | false;
    readonly cause?: unknown;
  }) {
    super(`No model can run in this process: ${reason}`, { cause });
    this.gpu = gpu;
  }
}
