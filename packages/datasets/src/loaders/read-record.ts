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
import type { PlacedRecord, PlacedRecords } from '../files/parse-data-file.ts';
import type { DataRecord } from '../files/record.ts';
import type { OutputSchemaJson } from '../structured/load-output-schema.ts';
import { toSchemaTypes } from '../structured/to-schema-types.ts';

type TextOf = (placed: PlacedRecord) => string;

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
export function createInputOf(data: DataFile, found: PlacedRecords, own: OwnFiles): TextOf {
  const { inputForm, columns } = own;
  if (inputForm === undefined) return createColumnReader(data, found, columns.input);
  return atLine(createInputReader(inputForm));
}

/**
 * Reads the input of each record by a form, as `loadDataset` does.
 *
 * @throws DatasetFileError from the function, with the line
 */
export function readExampleInput(data: DataFile, form: InputForm): (record: DataRecord) => string {
  const read = atLine(createInputReader(form));
  return (record) => read({ data, record });
}

/**
 * Reads the target of each record: by the description's template, as a JSON object of several
 * columns, or from its column.
 *
 * @throws DatasetFileError if the file has no such column; from the function, with the line
 */
export function createTargetOf(
  data: DataFile,
  found: PlacedRecords,
  own: OwnFiles,
  outputSchema?: OutputSchemaJson,
): TextOf {
  const { targetTemplate, targetColumns, columns } = own;
  if (targetColumns) {
    const names = targetColumns.map((column) => [column, findColumn(data, found, column)] as const);
    return ({ record }) => {
      const fields = fieldsOf(record);
      const values = names.map(([column, name]) => [column, fields[name] ?? null] as const);
      return JSON.stringify(toSchemaTypes(Object.fromEntries(values), outputSchema));
    };
  }
  if (targetTemplate === undefined && outputSchema) {
    const name = findColumn(data, found, columns.target);
    return ({ data: part, record }) => {
      const nested = record.nested?.get(name);
      return nested === undefined
        ? textOfColumn(part, record, name)
        : JSON.stringify(toSchemaTypes(nested, outputSchema));
    };
  }
  if (targetTemplate === undefined) return createColumnReader(data, found, columns.target);
  return atLine(createRowTemplate(targetTemplate, 'target').render);
}

/** Adds file and line to the error of a record. */
function atLine(render: (row: Row) => string): TextOf {
  return ({ data, record }) => {
    try {
      return render(fieldsOf(record));
    } catch (cause) {
      if (!(cause instanceof RowTemplateError)) throw cause;
      throw new DatasetFileError({ ...data, line: record.line, problem: cause.message, cause });
    }
  };
}

function createColumnReader(data: DataFile, found: PlacedRecords, column: string): TextOf {
  const name = findColumn(data, found, column);
  return (placed) => textOfColumn(placed.data, placed.record, name);
}

/** The column's name as in the file, compared in one Unicode form. */
function findColumn(data: DataFile, { columns, records }: PlacedRecords, column: string): string {
  const name = column.normalize('NFC');
  if (columns.includes(name) || (columns.length === 0 && records.length === 0)) return name;
  const problem = `has no column "${column}" (its columns: ${columns.join(', ')})`;
  const line = data.parts ? undefined : 1;
  throw new DatasetFileError({ ...data, line, problem });
}
