import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import type { TableRow } from './name-columns.ts';

/**
 * Detects a stray quote at the start of a CSV row, which swallows rows up to the next stray quote:
 * every line of such a field would be a row by itself, with a last field that other rows have too.
 *
 * @throws DatasetFileError with the line on which the field starts
 */
export function refuseSwallowedRows(data: DataFile, rows: readonly TableRow[]): void {
  const long = rows.filter(({ fields }) => fields.some((field) => /[\r\n]/.test(field)));
  if (long.length === 0) return;
  const lines = data.text.split(/\r\n?|\n/);
  const known = new Set(rows.filter((row) => !long.includes(row)).map(lastField));
  for (const row of long) {
    const breaks = row.fields.join('').match(/\r\n?|\n/g)?.length ?? 0;
    const first = row.line - breaks;
    const held = lines.slice(first - 1, row.line).filter((line) => line !== '');
    const areRows = held.every((line) => {
      const fields = line.split(',');
      return fields.length >= row.fields.length && known.has(fields.at(-1));
    });
    if (!areRows) continue;
    const problem =
      `a quoted field goes on to line ${row.line} and takes in whole rows. Put the field in ` +
      'quotes and double each quote that belongs to the text';
    throw new DatasetFileError({ ...data, line: first, problem });
  }
}

function lastField({ fields }: TableRow): string | undefined {
  return fields.at(-1);
}
