import { createRowTemplate } from '@dln/templates/template';

/** A template over columns, checked. */
export interface ReadTemplate {
  /** What is wrong with it; `undefined` if it can be used. */
  readonly problem: string | undefined;
  /** The columns that it reads by name. */
  readonly columns: readonly string[];
}

/** Checks a template over columns, as `input` and `target` of a description have one. */
export function readTemplate(text: string): ReadTemplate {
  try {
    const { columns, readsColumns } = createRowTemplate(text, 'a description');
    const name = JSON.stringify(text);
    return {
      problem: readsColumns
        ? undefined
        : `${name} reads no column; write {{ ${text.trim() || 'column'} }} for the column of that name`,
      columns,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `is not a template: ${reason}`, columns: [] };
  }
}
