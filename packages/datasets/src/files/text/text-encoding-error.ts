/** Thrown for bytes that are not text in the given or detected encoding. */
export class TextEncodingError extends Error {
  override readonly name = 'TextEncodingError';
  readonly userFacing = true;
  /** The first invalid line, counted from 1; `undefined` if the whole file is invalid. */
  readonly line: number | undefined;
  /** What is wrong; continues a sentence that starts with the file name. */
  readonly problem: string;

  constructor({ line, problem }: { readonly line?: number | undefined; readonly problem: string }) {
    super(`The text ${problem}${line === undefined ? '' : ` (line ${line})`}.`);
    this.line = line;
    this.problem = problem;
  }
}
