/**
 * Why a server cannot listen.
 *
 * - `port-in-use`: another process listens at the port
 * - `invalid-host`: a host is not one, or is not at this machine
 * - `unnamed-hosts`: the address stands for every address, and no host is named
 * - `missing-token`: other machines reach the server, and it has no token
 * - `short-token`: the token can be guessed
 */
export type ListenErrorCode =
  | 'port-in-use'
  | 'invalid-host'
  | 'unnamed-hosts'
  | 'missing-token'
  | 'short-token';

/** The server cannot listen as it was asked to. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly userFacing = true;
  readonly code: ListenErrorCode;

  constructor(code: ListenErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
