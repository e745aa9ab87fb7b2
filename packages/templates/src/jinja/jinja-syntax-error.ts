/** Thrown for a text that is not valid Jinja. */
export class JinjaSyntaxError extends Error {
  override readonly name = 'JinjaSyntaxError';
  /** Line in the text, counted from 1. */
  readonly line: number;

  constructor(
    message: string,
    { line, cause }: { readonly line: number; readonly cause?: unknown },
  ) {
    super(message, { cause });
    this.line = line;
  }
}
