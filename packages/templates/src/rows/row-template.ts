import { createTemplate } from '../create-template.ts';
import { isTemplateError } from '../template-error.ts';
import { RowTemplateError } from './row-template-error.ts';

/** The cells of a row by column: texts, numbers, booleans, and lists and objects of them. */
export type Row = Readonly<Record<string, unknown>>;

/** A Jinja text over the columns of a row. */
export interface RowTemplate {
  readonly text: string;
  /**
   * The columns that it reads by name, in order of first use. `row["any name"]` reads others, and
   * is not listed.
   */
  readonly columns: readonly string[];
  /** Whether it reads a column at all, by name or through `row`. */
  readonly readsColumns: boolean;
  /**
   * The text of a row. Cells are data: a cell that contains `{{ }}` stays unchanged.
   *
   * @throws RowTemplateError if the row lacks a column, or the template cannot use a value
   */
  readonly render: (row: Row) => string;
}

/** The name by which a template reaches columns whose names are not identifiers. */
const WHOLE_ROW = 'row';

/**
 * Compiles a Jinja text over columns: `Title: {{ title }}`, or `{{ row["review text"] }}`.
 *
 * @param name - for messages, such as `input`
 * @throws TemplateError if the text is not valid Jinja
 */
export function createRowTemplate(text: string, name: string): RowTemplate {
  const template = createTemplate({ name, version: 'own', source: name, text });
  const { variables } = template;
  return {
    text,
    columns: variables.filter((variable) => variable !== WHOLE_ROW),
    readsColumns: variables.length > 0,
    render: (row) => {
      // A cell without a value counts as missing, so that `default` can replace it.
      const cells = Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null));
      try {
        return template.render(
          Object.hasOwn(cells, WHOLE_ROW) ? cells : { ...cells, [WHOLE_ROW]: cells },
        );
      } catch (cause) {
        throw toRowError(cause, { name, row });
      }
    },
  };
}

function toRowError(
  cause: unknown,
  { name, row }: { readonly name: string; readonly row: Row },
): RowTemplateError {
  if (!isTemplateError(cause, 'missing-variable')) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new RowTemplateError({ code: 'cannot-render', message: reason, cause });
  }
  const { variable = '' } = cause;
  const state = row[variable] === null ? 'has no value (null)' : 'is missing';
  const columns = Object.keys(row).join(', ') || 'none';
  return new RowTemplateError({
    code: 'missing-column',
    column: variable,
    message:
      `"${variable}", which the template of ${name} reads, ${state} (columns: ${columns}). ` +
      `Write {{ ${variable} | default("") }} if it may be missing`,
    cause,
  });
}
