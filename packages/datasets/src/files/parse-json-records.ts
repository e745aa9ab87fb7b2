import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { DEEP_JSON, isDeepJson } from './is-deep-json.ts';
import { linesOfItems, parseJsonText, withoutByteOrderMark } from './parse-json.ts';
import type { DataRecord, DataRecords } from './record.ts';
import { rowsOfExport } from './rows-of-export.ts';
import { scanJson } from './scan-json.ts';

/** Options of the parsers of JSON records. */
export interface ParseJsonRecordsOptions {
  /** The column for items that are texts instead of objects. @default such items are refused */
  readonly bareColumn?: string | undefined;
}

/**
 * Parses a JSONL file with one object per line. Skips blank lines.
 *
 * @throws DatasetFileError with the line that is not an object, or has a duplicate key
 */
export function parseJsonLinesRecords(
  data: DataFile,
  options: ParseJsonRecordsOptions = {},
): DataRecords {
  const lines = withoutByteOrderMark(data.text).split(/\r\n?|\n/);
  return collect(
    lines.flatMap((text, index) => {
      if (text.trim() === '') return [];
      const line = index + 1;
      const value = parseExactly({ ...data, text }, line, () => parseLine({ ...data, text }, line));
      return [toRecord({ data, line, value }, options)];
    }),
  );
}

/**
 * Parses a JSON file with a list of objects, or the rows of Hugging Face's dataset server.
 *
 * @throws DatasetFileError with the line of a value that is not a list or an object, or has a
 * duplicate key
 */
export function parseJsonListRecords(
  data: DataFile,
  options: ParseJsonRecordsOptions = {},
): DataRecords {
  const found = parseExactly(data, undefined, () => parseJsonText(data));
  const value = rowsOfExport(data, found) ?? found;
  if (!Array.isArray(value)) {
    const problem = 'must hold a list of objects: [{…}, {…}], or the rows of a Hugging Face export';
    throw new DatasetFileError({ ...data, line: 1, problem });
  }
  const lines = found === value ? linesOfItems(withoutByteOrderMark(data.text)) : [];
  return collect(
    value.map((item: unknown, place) =>
      toRecord({ data, line: lines[place] ?? 1, value: item }, options),
    ),
  );
}

function parseLine(data: DataFile, line: number): unknown {
  if (isDeepJson(data.text)) throw new DatasetFileError({ ...data, line, problem: DEEP_JSON });
  try {
    return JSON.parse(data.text);
  } catch (cause) {
    throw new DatasetFileError({
      ...data,
      line,
      problem: 'is not valid JSON, or is truncated',
      cause,
    });
  }
}

/**
 * Parses a value and keeps numbers as their source text. `check` throws if the text is not JSON.
 */
function parseExactly(data: DataFile, line: number | undefined, check: () => unknown): unknown {
  check();
  const { text, repeatedKey } = scanJson(withoutByteOrderMark(data.text));
  if (repeatedKey === undefined) return JSON.parse(text);
  const problem = `has an object with the key "${repeatedKey}" twice`;
  throw new DatasetFileError({ ...data, line, problem });
}

function toRecord(
  {
    data,
    line,
    value,
  }: { readonly data: DataFile; readonly line: number; readonly value: unknown },
  { bareColumn }: ParseJsonRecordsOptions,
): DataRecord {
  if (typeof value === 'string' && bareColumn !== undefined)
    return { line, values: new Map([[bareColumn, value]]), unusable: new Map() };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const problem = `must be an object with a text for each column; it is ${describeKind(value)}`;
    throw new DatasetFileError({ ...data, line, problem });
  }
  const values = new Map<string, string>();
  const unusable = new Map<string, string>();
  const nested = new Map<string, unknown>();
  for (const [key, field] of Object.entries(value)) {
    const column = key.normalize('NFC');
    if (typeof field === 'string') values.set(column, field);
    else if (typeof field === 'boolean') values.set(column, String(field));
    else {
      unusable.set(column, describeKind(field));
      if (field !== null) nested.set(column, field);
    }
  }
  return { line, values, unusable, nested };
}

function describeKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function collect(records: readonly DataRecord[]): DataRecords {
  const columns = new Set(
    records.flatMap(({ values, unusable }) => [...values.keys(), ...unusable.keys()]),
  );
  return { columns: [...columns], records };
}
