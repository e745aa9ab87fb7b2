/** An error of a package, with the options of this command that help. */
export class HintedError extends Error {
  override readonly name = 'HintedError';
  readonly userFacing = true;

  constructor(error: Error, hint: string) {
    super(`${error.message}\n${hint}`, { cause: error });
  }
}
