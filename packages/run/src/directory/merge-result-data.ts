import { readFile } from 'node:fs/promises';
import { ResultFileError } from './result-file-error.ts';
import { writeJson } from '../files/write-json.ts';

/** Results in the reference's format, by dataset. */
export type ResultFile = Readonly<Record<string, unknown>>;

/**
 * Writes results into a file, beside what it says of other datasets. What it said of the same
 * dataset is replaced; the run directory of the earlier run still has it.
 *
 * @throws ResultFileError if the file holds something else
 */
export async function mergeResultData(path: string, results: ResultFile): Promise<void> {
  await writeJson(path, { ...(await readResultFile(path)), ...results });
}

/**
 * The results that a file holds; none if the file is missing.
 *
 * @throws ResultFileError if the file holds something else
 */
export async function readResultFile(path: string): Promise<ResultFile> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new ResultFileError(path, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ResultFileError(path);
  return value as ResultFile;
}
