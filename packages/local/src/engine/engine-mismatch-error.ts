/**
 * Thrown if the engine scores the same tokens differently in two ways, so its scores cannot be
 * trusted.
 */
export class EngineMismatchError extends Error {
  override readonly name = 'EngineMismatchError';
  readonly userFacing = true;
  /** The version of node-llama-cpp. */
  readonly version: string;
  /** In nats. */
  readonly largestDifference: number;

  constructor({
    version,
    largestDifference,
  }: {
    readonly version: string;
    readonly largestDifference: number;
  }) {
    super(
      `node-llama-cpp ${version} gives the same five tokens scores that differ by ` +
        `${largestDifference} nats, so its scores cannot ` +
        'be trusted. Install node-llama-cpp 3.22.1, a version that works.',
    );
    this.version = version;
    this.largestDifference = largestDifference;
  }
}
