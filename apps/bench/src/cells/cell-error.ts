/**
 * Why a cell has no result.
 *
 * - `needed-cell`: it starts from the result of a cell that failed
 * - `queue-job`: it failed in a worker
 * - `no-instruction`: the model returned no instruction
 */
export type CellErrorCode = 'needed-cell' | 'queue-job' | 'no-instruction';

/** Thrown for a cell without a result. */
export class CellError extends Error {
  override readonly name = 'CellError';
  readonly userFacing = true;
  readonly code: CellErrorCode;

  constructor(code: CellErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
