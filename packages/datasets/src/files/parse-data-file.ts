import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { parseRecords, recordFormatOf } from './parse-records.ts';
import type { DataRecord, DataRecords } from './record.ts';

/** A record and the file that holds it. */
export interface PlacedRecord {
  readonly data: DataFile;
  readonly record: DataRecord;
}

/** The records of a file, or of all the files of a pattern. */
export interface PlacedRecords {
  readonly columns: readonly string[];
  readonly records: readonly PlacedRecord[];
}

/**
 * Parses a file, or all the files of a pattern, by their extensions.
 *
 * @throws DatasetFileError with file and line
 */
export function parseDataFile(data: DataFile): PlacedRecords {
  const found = (data.parts ?? [data]).map((part) => ({ part, ...parsePart(part) }));
  return {
    columns: [...new Set(found.flatMap(({ columns }) => columns))],
    records: found.flatMap(({ part, records }) =>
      records.map((record) => ({ data: part, record })),
    ),
  };
}

function parsePart(data: DataFile): DataRecords {
  const format = recordFormatOf(data.file);
  if (format !== undefined) return parseRecords(data, format);
  const extension = /\.[^./\\]+$/.exec(data.file)?.[0];
  throw new DatasetFileError({
    ...data,
    problem: `ends in ${extension ?? 'no extension'}, so its format is not known`,
    remedy: 'Name a file that ends in .csv, .tsv, .jsonl, .json or .parquet.',
  });
}
