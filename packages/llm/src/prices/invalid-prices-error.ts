/** A table of prices that cannot be used. */
export class InvalidPricesError extends Error {
  override readonly name = 'InvalidPricesError';
  readonly userFacing = true;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number | undefined;
  /** Where in the table, such as `models.gpt-x.output`. */
  readonly key: string | undefined;

  constructor({
    file,
    line,
    key,
    reason,
  }: {
    readonly file: string;
    readonly line?: number | undefined;
    readonly key?: string | undefined;
    /** A sentence: what is wrong, and what would be right. */
    readonly reason: string;
  }) {
    const place = line === undefined ? file : `${file}:${line}`;
    super(`${place}: ${key === undefined ? '' : `${key}: `}${reason}`);
    this.file = file;
    this.line = line;
    this.key = key;
  }
}
