/** Thrown after all other files were fetched, if files of datasets could not be fetched. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly userFacing = true;
  /** One per failed file. */
  readonly errors: readonly Error[];

  constructor(errors: readonly Error[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}
