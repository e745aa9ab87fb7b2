/** Thrown for a cell that starts from the result of a failed cell. */
export class NeededCellError extends Error {
  override readonly name = 'NeededCellError';
  readonly userFacing = true;
  /** The path of the cell that failed. */
  readonly needed: string;

  constructor(needed: string) {
    super(`it starts from the result of ${needed}, which failed`);
    this.needed = needed;
  }
}
