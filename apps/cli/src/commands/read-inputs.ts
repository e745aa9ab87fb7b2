import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { InputError } from './input-error.ts';

const lineSchema = z.union([z.string(), z.object({ input: z.string() })]);

/**
 * The inputs of a file or of standard input, one a line; blank lines are left out, and those between others are told of.
 *
 * @throws InputError with file and line where something is no input
 */
export async function readInputs(options: {
  /** `-` is standard input. */
  readonly file: string;
  readonly stdin: NodeJS.ReadableStream;
  /** The lines are JSON: strings, or objects with `input`. @default whether the file's name says so */
  readonly isJsonl?: boolean | undefined;
  /** Hears that there are fewer inputs than lines. */
  readonly onNote?: (text: string) => void;
}): Promise<readonly string[]> {
  const { file, stdin, onNote, isJsonl = /\.(jsonl|ndjson)$/.test(file) } = options;
  const content = file === '-' ? await text(stdin) : await readText(file);
  const blank = content
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => line.trim() === '').length;
  if (content.trim() !== '' && blank > 0)
    onNote?.(`${blank} blank ${blank === 1 ? 'line was' : 'lines were'} left out of the inputs`);
  const lines = content.split(/\r?\n/).map((line, index) => ({ line, number: index + 1 }));
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => (isJsonl ? parseLine({ line, number, file }) : line));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InputError(`${file} cannot be read; name a file with an input a line`, { cause });
  }
}

function parseLine(at: {
  readonly line: string;
  readonly number: number;
  readonly file: string;
}): string {
  const { line, number, file } = at;
  const place = `${file === '-' ? 'standard input' : file}, line ${number}`;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new InputError(`${place}: this is not JSON`, { cause });
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success)
    throw new InputError(`${place}: there must be a text, or an object with "input"`);
  return typeof parsed.data === 'string' ? parsed.data : parsed.data.input;
}
