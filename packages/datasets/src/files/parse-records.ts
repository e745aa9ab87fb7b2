import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { parseCsv } from './parse-csv.ts';
import {
  parseJsonLinesRecords,
  parseJsonListRecords,
  type ParseJsonRecordsOptions,
} from './parse-json-records.ts';
import { parseTsv } from './parse-tsv.ts';
import type { DataRecord, DataRecords } from './record.ts';

/** Formats of files of records. */
export type RecordFormat = 'csv' | 'tsv' | 'jsonl' | 'json';

/** The format by the file's extension; `undefined` if unknown. */
export function recordFormatOf(file: string): RecordFormat | undefined {
  const extension = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase();
  switch (extension) {
    // The rows of a Parquet file are read as JSON lines.
    case 'parquet':
    case 'ndjson':
      return 'jsonl';
    case 'csv':
    case 'tsv':
    case 'jsonl':
    case 'json':
      return extension;
    default:
      return undefined;
  }
}

/**
 * Parses a CSV, TSV, JSONL or JSON text. Values keep their source text.
 *
 * @throws DatasetFileError with the line that cannot be parsed
 */
export function parseRecords(
  data: DataFile,
  format: RecordFormat,
  options: ParseJsonRecordsOptions = {},
): DataRecords {
  switch (format) {
    case 'csv':
      return parseCsv(data);
    case 'tsv':
      return parseTsv(data);
    case 'jsonl':
      return parseJsonLinesRecords(data, options);
    case 'json':
      return parseJsonListRecords(data, options);
  }
}

/**
 * The text of a record's column.
 *
 * @throws DatasetFileError with the line if the column is missing or not a text
 */
export function textOfColumn(data: DataFile, record: DataRecord, column: string): string {
  const text = record.values.get(column);
  if (text !== undefined) return text;
  const { line } = record;
  const kind = record.unusable.get(column);
  const problem =
    kind === undefined
      ? `has no "${column}" (it has ` +
        `${[...record.values.keys(), ...record.unusable.keys()].join(', ')})`
      : `"${column}" must be a text, a number, true or false; it is ${kind}`;
  throw new DatasetFileError({ ...data, line, problem });
}
