import { readFile } from 'node:fs/promises';
import { parquetToJsonLines } from './parquet-to-json-lines.ts';
import { decodeText } from './text/decode-text.ts';

/**
 * The text of a data file. The rows of a Parquet file are given as JSON lines.
 *
 * @param encoding - of a text @default UTF-8, or UTF-16 if the bytes show it
 * @throws DatasetFileError, DatasetFileError for bytes that are not what the name says
 */
export async function readDataText(file: string, encoding?: string): Promise<string> {
  const bytes = await readFile(file);
  return toDataText(file, bytes, encoding);
}

/** The text of the bytes of a data file. */
export async function toDataText(
  file: string,
  bytes: Uint8Array,
  encoding?: string,
): Promise<string> {
  return /\.parquet$/i.test(file) ? parquetToJsonLines(file, bytes) : decodeText(bytes, encoding);
}
