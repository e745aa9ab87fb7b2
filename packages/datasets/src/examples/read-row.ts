import {
  createInputReader,
  createRowTemplate,
  type InputForm,
  type Row,
} from '@dln/templates/template';
import { readTemplate } from '../catalogue/read-template.ts';
import type { OutputSchemaJson } from '../structured/load-output-schema.ts';
import { toSchemaTypes } from '../structured/to-schema-types.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';

/** How a program's rows become examples. */
export interface RowOptions {
  /**
   * A Jinja text over the columns: `'Title: {{title}}\n\n{{body}}'`. @default the column `input`
   */
  readonly input?: string | undefined;
  /**
   * Columns that the first layer's template reads by name, as `{{ input.title }}`, in place of
   * `input`.
   */
  readonly inputs?: readonly string[] | undefined;
  /** A Jinja text over the columns: `'{{stars}}'`. @default the column `target` */
  readonly target?: string | undefined;
  /** Columns whose values make a JSON object, the target. Not with `target`. */
  readonly targets?: readonly string[] | undefined;
  /**
   * The JSON Schema of the answers. Targets that are not texts are written as JSON. @default any
   * text
   */
  readonly outputSchema?: OutputSchemaJson | undefined;
}

/** Makes an example of a row. It is checked afterwards. */
export type ReadRow = (row: Row) => unknown;

/** How the rows of a dataset are read. */
export interface RowReader {
  readonly inputForm: InputForm | undefined;
  /** `undefined` if rows are examples. */
  readonly readRow: ReadRow | undefined;
}

/**
 * Compiles the options that make examples of rows.
 *
 * @param name - the dataset's, for messages
 * @throws DatasetFileError for options that exclude each other, or a text that is not a template
 */
export function createRowReader(
  { input, inputs, target, targets, outputSchema }: RowOptions,
  name: string,
): RowReader {
  const refuse = (option: string, problem: string): never => {
    throw new DatasetFileError({
      file: name,
      problem: `${option} ${problem}`,
      remedy: 'Correct it.',
    });
  };
  if (input !== undefined && inputs !== undefined) refuse('input', 'and inputs exclude each other');
  if (target !== undefined && targets !== undefined)
    refuse('target', 'and targets exclude each other');
  for (const [option, text] of Object.entries({ input, target })) {
    const problem = text === undefined ? undefined : readTemplate(text).problem;
    if (problem !== undefined) refuse(option, problem);
  }
  const isPlain = [input, inputs, target, targets, outputSchema].every((one) => one === undefined);
  if (isPlain) return { inputForm: undefined, readRow: undefined };
  const inputForm = toInputForm(input, inputs);
  const readInput = inputForm && createInputReader(inputForm);
  const readTarget = createTargetReader({ target, targets, outputSchema });
  return {
    inputForm,
    readRow: (row) => ({
      input: readInput ? readInput(row) : row['input'],
      target: readTarget(row),
      fields: row,
    }),
  };
}

function createTargetReader({
  target,
  targets,
  outputSchema,
}: Pick<RowOptions, 'target' | 'targets' | 'outputSchema'>): (row: Row) => unknown {
  if (target !== undefined) return createRowTemplate(target, 'target').render;
  if (targets)
    return (row) => {
      const values = targets.map((column) => [column, row[column] ?? null] as const);
      return JSON.stringify(toSchemaTypes(Object.fromEntries(values), outputSchema));
    };
  return ({ target: own }) =>
    outputSchema === undefined || typeof own === 'string' || own === undefined
      ? own
      : JSON.stringify(own);
}

function toInputForm(
  input: string | undefined,
  inputs: readonly string[] | undefined,
): InputForm | undefined {
  if (inputs !== undefined) return { columns: inputs, template: null };
  if (input === undefined) return undefined;
  return { columns: readTemplate(input).columns, template: input };
}
