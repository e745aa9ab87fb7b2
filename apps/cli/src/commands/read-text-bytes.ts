import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { isEncodingError, toDataText } from '@dln/datasets';
import { InputError } from './input-error.ts';

/** How messages name standard input. */
export const STANDARD_INPUT = 'standard input';

/**
 * The text of a file, or of standard input for `-`, in UTF-8, UTF-16 or the given encoding.
 *
 * @throws InputError if it cannot be read, or with the line that is in another encoding
 */
export async function readTextBytes(options: {
  readonly file: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly encoding?: string | undefined;
}): Promise<string> {
  const { file, stdin, encoding } = options;
  const bytes = file === '-' ? await buffer(stdin) : await readBytes(file);
  try {
    return await toDataText(file, bytes, encoding);
  } catch (cause) {
    if (!isEncodingError(cause)) throw cause;
    const { line, problem } = cause;
    const name = file === '-' ? STANDARD_INPUT : file;
    const place = line === undefined ? name : `${name}, line ${line}`;
    throw new InputError(
      `${place}: ${problem}. Save it as UTF-8, or give its encoding, such as --encoding windows-1252`,
      { cause },
    );
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new InputError(`${file} cannot be read; name a file of inputs`, { cause });
  }
}
