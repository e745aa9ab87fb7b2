import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import type { DataRecord, DataRecords } from './record.ts';

/** The fields of a row. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Names the fields of each row after the header. Blanks around names are dropped.
 *
 * @throws DatasetFileError for two columns with one name
 */
export function nameColumns(data: DataFile, [head, ...rows]: readonly TableRow[]): DataRecords {
  const columns = (head?.fields ?? []).map((name) => name.trim().normalize('NFC'));
  const twice = columns.find((name, place) => name !== '' && columns.indexOf(name) !== place);
  if (twice !== undefined) {
    const places = columns.flatMap((name, place) => (name === twice ? [place + 1] : []));
    const problem =
      `has several columns called "${twice}" (columns ${places.join(' and ')}); give each its ` +
      'own name';
    throw new DatasetFileError({ ...data, line: head?.line, problem });
  }
  const records = rows.map(({ line, fields }): DataRecord => ({
    line,
    values: new Map(columns.map((name, place) => [name, fields[place] ?? ''])),
    unusable: new Map(),
  }));
  return { columns, records };
}
