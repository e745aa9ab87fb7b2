import { joinFields } from './named-fields.ts';
import { createRowTemplate, type Row } from './row-template.ts';
import { RowTemplateError } from './row-template-error.ts';

/** How the input of a task is made from the columns of a row. A network carries it. */
export interface InputForm {
  /** The columns that it reads. */
  readonly columns: readonly string[];
  /**
   * A Jinja text over the columns. Null: the columns are named fields, which the first layer's
   * template reads as `input.title`.
   */
  readonly template: string | null;
}

/** Makes the input of each row; the form is compiled once. */
export function createInputReader(form: InputForm): (row: Row) => string {
  const { columns, template } = form;
  if (template !== null) return createRowTemplate(template, 'input').render;
  return (row) => joinFields(columns.map((column) => [column, textOfCell(row, column)]));
}

function textOfCell(row: Row, column: string): string {
  const cell = Object.hasOwn(row, column) ? row[column] : undefined;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const isMissing = cell === undefined || cell === null;
  throw new RowTemplateError({
    code: isMissing ? 'missing-column' : 'not-a-text',
    column,
    message: isMissing
      ? `the column "${column}" of the input is missing (columns: ${Object.keys(row).join(', ') || 'none'})`
      : `the column "${column}" of the input must be a text, a number, true or false; it is ` +
        (Array.isArray(cell) ? 'a list' : `an ${typeof cell}`),
  });
}
