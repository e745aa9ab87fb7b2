import {
  createInputReader,
  createRowTemplate,
  type InputForm,
  type Row,
} from '@dln/templates/template';
import { readTemplate } from '../catalogue/read-template.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';

/** How a program's rows become examples. */
export interface RowOptions {
  /** A Jinja text over the columns: `'Title: {{title}}\n\n{{body}}'`. @default the column `input` */
  readonly input?: string | undefined;
  /**
   * Columns that the first layer's template reads by name, as `{{ input.title }}`, in place of
   * `input`.
   */
  readonly inputs?: readonly string[] | undefined;
  /** A Jinja text over the columns: `'{{stars}}'`. @default the column `target` */
  readonly target?: string | undefined;
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
export function createRowReader({ input, inputs, target }: RowOptions, name: string): RowReader {
  const refuse = (option: string, problem: string): never => {
    throw new DatasetFileError({
      file: name,
      problem: `${option} ${problem}`,
      remedy: 'Correct it.',
    });
  };
  if (input !== undefined && inputs !== undefined) refuse('input', 'and inputs exclude each other');
  for (const [option, text] of Object.entries({ input, target })) {
    const problem = text === undefined ? undefined : readTemplate(text).problem;
    if (problem !== undefined) refuse(option, problem);
  }
  if (input === undefined && inputs === undefined && target === undefined)
    return { inputForm: undefined, readRow: undefined };
  const inputForm = toInputForm(input, inputs);
  const readInput = inputForm && createInputReader(inputForm);
  const readTarget = target === undefined ? undefined : createRowTemplate(target, 'target').render;
  return {
    inputForm,
    readRow: (row) => ({
      input: readInput ? readInput(row) : row['input'],
      target: readTarget ? readTarget(row) : row['target'],
      fields: row,
    }),
  };
}

function toInputForm(
  input: string | undefined,
  inputs: readonly string[] | undefined,
): InputForm | undefined {
  if (inputs !== undefined) return { columns: inputs, template: null };
  if (input === undefined) return undefined;
  return { columns: readTemplate(input).columns, template: input };
}
