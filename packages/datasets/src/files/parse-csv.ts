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

const PARSING = { info: true, bom: true, skip_empty_lines: true } as const;

/**
 * Parses a CSV file whose first line names the columns. Quoted fields may contain line breaks.
 *
 * @throws DatasetFileError with the line of a record with an unclosed quote, of a row with too many
 *   or too few fields, or of a quote that spans whole rows
 */
export function parseCsv(data: DataFile): DataRecords {
  refuseSemicolons(data);
  try {
    const parsed = parse(data.text, PARSING);
    const rows = toRows(rowsSchema.parse(parsed));
    refuseSwallowedRows(data, rows);
    return nameColumns(data, rows);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line =
      cause.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfUnclosed(data.text, cause) : lineOf(cause);
    const problem = cause.message.replace(/ (?:on|at) line \d+$/, '');
    throw new DatasetFileError({ ...data, line, problem, cause });
  }
}

function lineOf(cause: CsvError): number | undefined {
  return typeof cause['lines'] === 'number' ? cause['lines'] : undefined;
}

/** An unclosed quote is found at the end of the file: the line where its record begins. */
function lineOfUnclosed(text: string, cause: CsvError): number | undefined {
  if (typeof cause['records'] !== 'number') return lineOf(cause);
  const to = cause['records'];
  // csv-parse takes a limit of 0 for none.
  const rows = to === 0 ? [] : toRows(rowsSchema.parse(parse(text, { ...PARSING, to })));
  const ended = rows.at(-1)?.line ?? 0;
  const rest = text.split(/\r\n?|\n/).slice(ended);
  const blank = rest.findIndex((line) => line !== '');
  return ended + 1 + Math.max(0, blank);
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
