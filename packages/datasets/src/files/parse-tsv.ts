import type { DataFile } from './data-file.ts';
import { DatasetFileError } from './dataset-file-error.ts';
import { nameColumns, type TableRow } from './name-columns.ts';
import type { DataRecords } from './record.ts';

/**
 * Parses a TSV file whose first line names the columns. A quote is an ordinary character, unless it
 * opens a field and another one closes it right before a tab or the end of the line. A quoted field
 * may contain line breaks but then no tab, and only if its first line is not a row by itself.
 *
 * @throws DatasetFileError with the line of a row with too many or too few fields
 */
export function parseTsv(data: DataFile): DataRecords {
  const lines = data.text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const rows: TableRow[] = [];
  for (let line = 1; line <= lines.length; line++) {
    const text = lines[line - 1] ?? '';
    if (text === '') continue;
    const width = rows[0]?.fields.length ?? splitQuoted(text).length;
    const row = readLine(text, line, width) ?? readLines(lines, line, width);
    if (!row) throw new DatasetFileError({ ...data, line, problem: describeWidth(text, width) });
    rows.push(row);
    line = row.line;
  }
  return nameColumns(data, rows);
}

function describeWidth(text: string, width: number): string {
  const count = text.split('\t').length;
  return `has ${count} field${count === 1 ? '' : 's'}, and there are ${width} columns`;
}

/** Parses a one-line row, with quotes if possible, otherwise as ordinary characters. */
function readLine(text: string, line: number, width: number): TableRow | undefined {
  const candidates = [splitQuoted(text), text.split('\t')];
  const fields = candidates.find(({ length }) => length === width);
  return fields && { line, fields };
}

/**
 * Parses a row whose last field on the given line starts with a quote that closes on a later line.
 */
function readLines(lines: readonly string[], line: number, width: number): TableRow | undefined {
  const before = splitQuoted(lines[line - 1] ?? '');
  let open = before.pop() ?? '';
  if (!open.startsWith('"')) return undefined;
  for (let last = line + 1; last <= lines.length; last++) {
    const [piece = '', ...after] = (lines[last - 1] ?? '').split('\t');
    open += `\n${piece}`;
    const inner = piece.endsWith('"') ? unquote(open) : undefined;
    if (inner !== undefined) {
      const rest = after.length === 0 ? [] : splitQuoted(after.join('\t'));
      const fields = [...before, inner, ...rest];
      return fields.length === width ? { line: last, fields } : undefined;
    }
    if (after.length > 0) return undefined;
  }
  return undefined;
}

const FIELD = /"(?:[^"]|"")*"(?=\t|$)|[^\t]*/y;

function splitQuoted(text: string): string[] {
  const fields: string[] = [];
  for (let start = 0; start <= text.length;) {
    FIELD.lastIndex = start;
    const [field = ''] = FIELD.exec(text) ?? [];
    fields.push(unquote(field) ?? field);
    start += field.length + 1;
  }
  return fields;
}

function unquote(field: string): string | undefined {
  return /^"((?:[^"]|"")*)"$/.exec(field)?.[1]?.replaceAll('""', '"');
}
