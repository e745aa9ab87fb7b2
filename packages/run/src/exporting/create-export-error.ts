/** A network that cannot be exported. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly userFacing = true;
  readonly code = 'export';
}
