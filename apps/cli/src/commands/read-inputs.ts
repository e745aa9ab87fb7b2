import { parseRecords, recordFormatOf, textOfColumn, type RecordFormat } from '@dln/datasets';
import type { InputForm } from '@dln/templates';
import { chooseInputColumn } from './input-column.ts';
import { InputError } from './input-error.ts';
import { readRows } from './read-rows.ts';
import type { InputFormat } from './predict-formats.ts';
import { readTextBytes, STANDARD_INPUT } from './read-text-bytes.ts';

/** Options of `readInputs`. */
export interface ReadInputsOptions {
  /** `-` is standard input. */
  readonly file: string;
  readonly stdin: NodeJS.ReadableStream;
  /** @default as the file's name tells, else `text` */
  readonly format?: InputFormat | undefined;
  /** The column of inputs. @default the recorded one, else `input`, else the only one */
  readonly column?: string | undefined;
  /** The column of inputs in the data that the network was trained on. */
  readonly recordedColumn?: string | undefined;
  /** How the network makes an input from several columns. @default one column is the input */
  readonly form?: InputForm | undefined;
  /** @default UTF-8, or UTF-16 if a byte order mark or NUL bytes show it */
  readonly encoding?: string | undefined;
  /** Called with what the user should know of how the inputs were read. */
  readonly onNote?: ((text: string) => void) | undefined;
}

/**
 * The inputs of a file or of standard input: a column of a CSV, TSV, JSONL or JSON file, or the
 * lines of a text that are not blank; may be empty.
 *
 * @throws InputError if a text begins with what looks like a header, or the column of inputs is not
 *   clear
 * @throws DatasetFileError with file and line of a record that cannot be read
 */
export async function readInputs(options: ReadInputsOptions): Promise<readonly string[]> {
  const { file } = options;
  const place = file === '-' ? STANDARD_INPUT : file;
  const { format = recordFormatOf(file) ?? 'text' } = options;
  const text = await readTextBytes(options);
  return format === 'text'
    ? readLines({ ...options, text, place })
    : readColumn({ ...options, text, place, format });
}

type Read = ReadInputsOptions & { readonly text: string; readonly place: string };

function readColumn(read: Read & { readonly format: RecordFormat }): readonly string[] {
  const { text, place, format, column, recordedColumn, form, onNote } = read;
  const data = { file: place, text, remedy: 'Correct it.' };
  if (form && column === undefined) return readRows(data, format, form);
  const bareColumn = column ?? recordedColumn ?? 'input';
  const { columns, records } = parseRecords(data, format, { bareColumn });
  if (records.length === 0) return [];
  const chosen = chooseInputColumn({ place, columns, asked: column, recorded: recordedColumn });
  if (chosen.isGuess)
    onNote?.(`inputs are read from "${chosen.name}", the only column of ${place}`);
  return records.map((record) => textOfColumn(data, record, chosen.name));
}

function readLines({
  text,
  place,
  format,
  column,
  recordedColumn,
  onNote,
}: Read): readonly string[] {
  if (column !== undefined)
    throw new InputError(
      `${place} is read as lines of text, which have no column "${column}"; give its format, such as --input-format csv`,
    );
  const lines = text.split(/\r\n?|\n/);
  const [first = ''] = lines;
  if (format === undefined && looksLikeHeader(first, recordedColumn))
    throw new InputError(
      `${place}, line 1: ${JSON.stringify(first)} looks like the header of a table. Give --input-format csv or tsv to read it by column, or --input-format text to answer this line, too`,
    );
  const inputs = lines.filter((line) => line.trim() !== '');
  const blank = text
    .trimEnd()
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() === '').length;
  if (inputs.length > 0 && blank > 0)
    onNote?.(`${blank} blank ${blank === 1 ? 'line was' : 'lines were'} left out of the inputs`);
  return inputs;
}

const USUAL_NAMES = new Set(
  'id,idx,index,input,target,output,text,label,sentence,question,answer,prompt,completion'.split(
    ',',
  ),
);

/**
 * Whether a line consists of names of columns: several usual ones, `input`, or the recorded column
 * among others.
 */
function looksLikeHeader(line: string, recordedColumn: string | undefined): boolean {
  const names = line.split(/[,;\t]/).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
  if (!names.every((name) => /^[\p{L}_][\p{L}\p{M}\p{N}_ -]{0,30}$/u.test(name))) return false;
  const isRecorded = recordedColumn !== undefined && names.includes(recordedColumn.toLowerCase());
  if (names.includes('input') || isRecorded) return true;
  return names.length > 1 && names.every((name) => USUAL_NAMES.has(name));
}
