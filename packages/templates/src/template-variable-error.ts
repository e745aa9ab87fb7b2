/** Thrown if a template reads a value that was not passed to `render`. */
export class TemplateVariableError extends Error {
  override readonly name = 'TemplateVariableError';
  readonly userFacing = true;
  readonly template: string;
  readonly version: string;
  readonly file: string;
  /** Line of the file that reads it, counted from 1. */
  readonly line: number;
  /** The missing value: `input`, or a field such as `example.target`. */
  readonly variable: string;
  /** The names that were passed. */
  readonly given: readonly string[];

  constructor({
    template,
    version,
    file,
    line,
    variable,
    given,
  }: {
    readonly template: string;
    readonly version: string;
    readonly file: string;
    readonly line: number;
    readonly variable: string;
    readonly given: readonly string[];
  }) {
    const listed = given.length === 0 ? 'nothing' : given.join(', ');
    super(
      `The template ${template}:${version} needs "${variable}" (${file}, line ${line}), but ` +
        'it is missing; ' +
        `given: ${listed}. Pass it to render (null if it has no value), or remove it from ` +
        'the template.',
    );
    this.template = template;
    this.version = version;
    this.file = file;
    this.line = line;
    this.variable = variable;
    this.given = given;
  }
}
