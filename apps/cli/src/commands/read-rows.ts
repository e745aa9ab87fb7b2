import { type DataFile, parseRecords, type RecordFormat, readExampleInput } from '@dln/datasets';
import type { InputForm } from '@dln/templates';

/**
 * The inputs of a file of records, made from its columns as in training.
 *
 * @throws DatasetFileError with the line of a record that lacks a column
 */
export function readRows(data: DataFile, format: RecordFormat, form: InputForm): readonly string[] {
  const { records } = parseRecords(data, format, { bareColumn: 'input' });
  const inputOf = readExampleInput(data, form);
  return records.map(inputOf);
}
