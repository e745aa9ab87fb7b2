/**
 * Why what a command was given cannot be used.
 *
 * - `invalid-input`: an argument, a flag, or a file of inputs
 * - `no-network`: a path without a network
 */
export type InputErrorCode = 'invalid-input' | 'no-network';

/** What a command was given cannot be used. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly userFacing = true;
  readonly code: InputErrorCode;

  constructor(
    message: string,
    {
      code = 'invalid-input',
      cause,
    }: { readonly code?: InputErrorCode; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
