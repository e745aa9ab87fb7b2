/** Thrown for recorded replies that are damaged or incomplete. */
export class RecordedRepliesError extends Error {
  override readonly name = 'RecordedRepliesError';
  readonly userFacing = true;
  readonly file: string;

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.file = file;
  }
}
