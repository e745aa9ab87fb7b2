/** A file of exported replies that cannot be used. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly userFacing = true;
  readonly code = 'bundle';
  readonly file: string;

  constructor(file: string, problem: string, options: { readonly cause?: unknown } = {}) {
    super(
      `${file} holds no replies that can be imported: ${problem}. Nothing was imported; get the file again from its exporter.`,
      options,
    );
    this.file = file;
  }
}
