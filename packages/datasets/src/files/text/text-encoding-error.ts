/** Bytes that are not text in the encoding that was given or detected. */
export class TextEncodingError extends Error {
  override readonly name = 'TextEncodingError';
  readonly userFacing = true;
  /** The first line that cannot be read, counted from 1; `undefined` if the whole file is concerned. */
  readonly line: number | undefined;
  /** What is wrong, as the end of a sentence that begins with the file's name. */
  readonly problem: string;

  constructor({ line, problem }: { readonly line?: number | undefined; readonly problem: string }) {
    super(`The text ${problem}${line === undefined ? '' : ` (line ${line})`}.`);
    this.line = line;
    this.problem = problem;
  }
}
