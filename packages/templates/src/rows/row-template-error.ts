/** Why a row gives no text: a column is missing, a value is not a text, or the template fails. */
export type RowTemplateProblem = 'missing-column' | 'not-a-text' | 'cannot-render';

/** Thrown for a row that a template over columns cannot use. */
export class RowTemplateError extends Error {
  override readonly name = 'RowTemplateError';
  readonly userFacing = true;
  readonly code: RowTemplateProblem;
  /** The column; `undefined` if the template fails for another reason. */
  readonly column: string | undefined;

  constructor({
    code,
    column,
    message,
    cause,
  }: {
    readonly code: RowTemplateProblem;
    readonly column?: string | undefined;
    readonly message: string;
    readonly cause?: unknown;
  }) {
    super(message, { cause });
    this.code = code;
    this.column = column;
  }
}
