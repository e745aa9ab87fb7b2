/** A value that should be a saved network and is not. */
export class NetworkFileError extends Error {
  override readonly name = 'NetworkFileError';
  readonly userFacing = true;
  readonly code = 'network-file';
  /** Where in the value, and what is wrong there. */
  readonly problem: string;

  constructor(problem: string, options?: ErrorOptions) {
    super(
      `This is not a saved network: ${problem}. A network is the network.json of a run directory.`,
      options,
    );
    this.problem = problem;
  }
}
