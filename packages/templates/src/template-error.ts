/**
 * Why a template cannot be used.
 *
 * - `template-file`: a file cannot be read, or has invalid content
 * - `unknown-template`: no folder has a template of this name and version
 * - `missing-variable`: the template reads a value that was not passed to `render`
 * - `render-failed`: rendering fails for another reason, such as a loop over a number
 */
export type TemplateErrorCode =
  | 'template-file'
  | 'unknown-template'
  | 'missing-variable'
  | 'render-failed';

/** Options of `TemplateError`. */
export interface TemplateErrorOptions {
  readonly code: TemplateErrorCode;
  readonly message: string;
  readonly template?: string | undefined;
  readonly version?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly variable?: string | undefined;
  readonly given?: readonly string[] | undefined;
  readonly known?: readonly string[] | undefined;
  readonly cause?: unknown;
}

/** Thrown for a template that cannot be found, read or rendered. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly userFacing = true;
  readonly code: TemplateErrorCode;
  /** The name; with `unknown-template`, the reference as requested, such as `q_action_prompt:v9`. */
  readonly template: string | undefined;
  readonly version: string | undefined;
  readonly file: string | undefined;
  /** Line of the file, counted from 1. */
  readonly line: number | undefined;
  /** With `missing-variable`: `input`, or a field such as `example.target`. */
  readonly variable: string | undefined;
  /** With `missing-variable`: the names that were passed. */
  readonly given: readonly string[];
  /** With `unknown-template`: the available templates, nearest name first. */
  readonly known: readonly string[];

  constructor(options: TemplateErrorOptions) {
    super(options.message, options.cause === undefined ? {} : { cause: options.cause });
    const { code, template, version, file, line, variable, given = [], known = [] } = options;
    this.code = code;
    this.template = template;
    this.version = version;
    this.file = file;
    this.line = line;
    this.variable = variable;
    this.given = given;
    this.known = known;
  }
}

/** Whether a template cannot be used for this reason. */
export function isTemplateError(error: unknown, code: TemplateErrorCode): error is TemplateError {
  return error instanceof TemplateError && error.code === code;
}
