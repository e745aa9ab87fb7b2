import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** Standard input as a file. */
export interface KeptInput {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/**
 * Writes standard input to a temporary file if a dataset is called `-`.
 *
 * @param format - csv, tsv, jsonl, json or parquet
 * @returns undefined for another name
 */
export async function keepStandardInput(
  name: string,
  format: string | undefined,
  stdin: NodeJS.ReadableStream,
): Promise<KeptInput | undefined> {
  if (name !== '-') return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'dln-input-'));
  const bytes = await buffer(stdin);
  const file = join(folder, `stdin.${format ?? guessFormat(bytes.subarray(0, 4096).toString())}`);
  await writeFile(file, bytes);
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The format of data from their first characters. */
export function guessFormat(start: string): string {
  if (start.startsWith('PAR1')) return 'parquet';
  const text = start.trimStart();
  if (text.startsWith('[')) return 'json';
  if (text.startsWith('{')) return /^\{[^\n]*\}\s*(?:\n|$)/.test(text) ? 'jsonl' : 'json';
  const [head = ''] = text.split('\n', 1);
  return head.includes('\t') ? 'tsv' : 'csv';
}
