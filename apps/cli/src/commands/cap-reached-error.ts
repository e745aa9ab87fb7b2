/** A run ended at a cap. Its results are printed already. */
export class CapReachedError extends Error {
  override readonly name = 'CapReachedError';
  readonly userFacing = true;
  readonly code = 'cap-reached';
  readonly runDirectory: string;

  constructor(cap: string, runDirectory: string) {
    super(
      `${cap} To go on, raise it: dln resume ${runDirectory} --max-requests (or --max-tokens-total, --max-cost, --max-minutes) with more.`,
    );
    this.runDirectory = runDirectory;
  }
}
