/** A run that was taken up again does not do what it did before. */
export class EventMismatchError extends Error {
  override readonly name = 'EventMismatchError';
  readonly userFacing = true;
  readonly code = 'event-mismatch';
  readonly path: string;
  readonly line: number;

  constructor({ path, line }: { readonly path: string; readonly line: number }) {
    super(
      `The run does not go as it went before: line ${line} of ${path} would be another one. Its data, templates or model have changed since; put them back, or start a new run with dln train.`,
    );
    this.path = path;
    this.line = line;
  }
}
