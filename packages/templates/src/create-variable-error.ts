import { TemplateError } from './template-error.ts';

/** The error of a template that reads a value that was not passed to `render`. */
export function createVariableError(details: {
  readonly template: string;
  readonly version: string;
  readonly file: string;
  /** Line of the file that reads it, counted from 1. */
  readonly line: number;
  /** The missing value: `input`, or a field such as `example.target`. */
  readonly variable: string;
  /** The names that were passed. */
  readonly given: readonly string[];
}): TemplateError {
  const { template, version, file, line, variable, given } = details;
  const listed = given.length === 0 ? 'nothing' : given.join(', ');
  const message =
    `The template ${template}:${version} needs "${variable}" (${file}, line ${line}), but ` +
    `it is missing; given: ${listed}. Pass it to render (null if it has no value), or remove ` +
    'it from the template.';
  return new TemplateError({ code: 'missing-variable', message, ...details });
}
