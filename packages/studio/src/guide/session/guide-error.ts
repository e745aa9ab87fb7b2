/** A guide cannot do what it was asked. The message says why. */
export class GuideError extends Error {
  override readonly name = 'GuideError';
  readonly userFacing = true;
}
