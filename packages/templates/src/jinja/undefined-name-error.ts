/** Thrown if a template reads a missing name, or a missing field of a value. */
export class UndefinedNameError extends Error {
  override readonly name = 'UndefinedNameError';
  readonly variable: string;
  /** Line of the text that reads it, counted from 1. */
  readonly line: number;
  /** The fields that the value has; missing if the variable itself is missing. */
  readonly given?: readonly string[];

  constructor({
    variable,
    line,
    given,
  }: {
    readonly variable: string;
    readonly line: number;
    readonly given?: readonly string[];
  }) {
    super(`${variable} is not defined`);
    this.variable = variable;
    this.line = line;
    if (given) this.given = given;
  }
}
