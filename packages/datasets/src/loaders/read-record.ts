import {
  createInputReader,
  createRowTemplate,
  type InputForm,
  type Row,
  RowTemplateError,
} from '@dln/templates/template';
import type { OwnFiles } from '../catalogue/dataset-description.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { textOfColumn } from '../files/parse-records.ts';
import type { DataRecord, DataRecords } from '../files/record.ts';

type TextOf = (record: DataRecord) => string;

/** The cells of a record by column; a column without a value is `null`. */
export function fieldsOf({ values, unusable, nested }: DataRecord): Row {
  return Object.fromEntries([
    ...values,
    ...[...unusable.keys()].map((column) => [column, nested?.get(column) ?? null] as const),
  ]);
}

/**
 * Reads the input of each record: by the description's form, or from its column.
 *
 * @throws DatasetFileError if the file has no such column; from the function, with the line
 */
export function createInputOf(data: DataFile, found: DataRecords, own: OwnFiles): TextOf {
  const { inputForm, columns } = own;
  if (inputForm === undefined) return createColumnReader(data, found, columns.input);
  return readExampleInput(data, inputForm);
}

/**
 * Reads the input of each record by a form, as `loadDataset` does.
 *
 * @throws DatasetFileError from the function, with the line
 */
export function readExampleInput(data: DataFile, form: InputForm): TextOf {
  return atLine(data, createInputReader(form));
}

/**
 * Reads the target of each record: by the description's template, or from its column.
 *
 * @throws DatasetFileError if the file has no such column; from the function, with the line
 */
export function createTargetOf(data: DataFile, found: DataRecords, own: OwnFiles): TextOf {
  const { targetTemplate, columns } = own;
  if (targetTemplate === undefined) return createColumnReader(data, found, columns.target);
  return atLine(data, createRowTemplate(targetTemplate, 'target').render);
}

/** Adds file and line to the error of a record. */
function atLine(data: DataFile, render: (row: Row) => string): TextOf {
  return (record) => {
    try {
      return render(fieldsOf(record));
    } catch (cause) {
      if (!(cause instanceof RowTemplateError)) throw cause;
      throw new DatasetFileError({ ...data, line: record.line, problem: cause.message, cause });
    }
  };
}

function createColumnReader(data: DataFile, found: DataRecords, column: string): TextOf {
  const name = findColumn(data, found, column);
  return (record) => textOfColumn(data, record, name);
}

/** The column's name as in the file, compared in one Unicode form. */
function findColumn(data: DataFile, { columns, records }: DataRecords, column: string): string {
  const name = column.normalize('NFC');
  if (columns.includes(name) || (columns.length === 0 && records.length === 0)) return name;
  const problem = `has no column "${column}" (its columns: ${columns.join(', ')})`;
  throw new DatasetFileError({ ...data, line: 1, problem });
}
