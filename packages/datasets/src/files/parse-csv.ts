import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { nameColumns, type TableRow } from './name-columns.ts';
import type { DataRecords } from './record.ts';
import { refuseSwallowedRows } from './refuse-swallowed-rows.ts';

const rowsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * Parses a CSV file whose first line names the columns. Quoted fields may contain line breaks.
 *
 * @throws DatasetFileError with the line of an unclosed quote, of a row with too many or too few
 * fields, or of a quote that spans whole rows
 */
export function parseCsv(data: DataFile): DataRecords {
  refuseSemicolons(data);
  try {
    const parsed = parse(data.text, { info: true, bom: true, skip_empty_lines: true });
    const rows = toRows(rowsSchema.parse(parsed));
    refuseSwallowedRows(data, rows);
    return nameColumns(data, rows);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause['lines'] === 'number' ? cause['lines'] : undefined;
    const problem = cause.message.replace(/ (?:on|at) line \d+$/, '');
    throw new DatasetFileError({ ...data, line, problem, cause });
  }
}

/** csv-parse counts each CR LF within quotes as two lines. */
function toRows(parsed: z.infer<typeof rowsSchema>): readonly TableRow[] {
  let countedTwice = 0;
  return parsed.map(({ record, info }) => {
    countedTwice += record.join('').match(/\r\n/g)?.length ?? 0;
    return { line: info.lines - countedTwice, fields: record };
  });
}

/** Excel writes semicolons in countries whose numbers have a decimal comma. */
function refuseSemicolons(data: DataFile): void {
  const [head = ''] = data.text.split(/\r?\n/, 1);
  if (head.includes(',') || !head.includes(';')) return;
  const problem = 'separates its columns with semicolons; separate them with commas or tabs';
  throw new DatasetFileError({ ...data, line: 1, problem });
}
