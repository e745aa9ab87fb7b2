import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { lockFile } from '@dln/llm';
import { z } from 'zod';
import { makeFolders } from '../files/make-folders.ts';
import { writeJson } from '../files/write-json.ts';
import { createResultFileError } from './create-result-file-error.ts';

/** Results in the reference's format, by dataset. */
export type ResultFile = Readonly<Record<string, unknown>>;

const resultFileSchema = z.record(z.string(), z.looseObject({ training: z.array(z.unknown()) }));

/** Writing takes milliseconds; a process that holds the file for longer has stopped. */
const LONGEST_WAIT_IN_MS = 30_000;

/**
 * Writes results into a file, beside what it says of other datasets. What it said of the same
 * dataset is replaced; the run directory of the earlier run still has it. Runs that end at the same
 * time on this machine write one after another, so none loses the results of another.
 *
 * @throws RunFileError if the file holds something else, or is held by another process
 */
export async function mergeResultData(path: string, results: ResultFile): Promise<void> {
  await makeFolders(dirname(path));
  using lock = lockFile(await lockOf(path), LONGEST_WAIT_IN_MS);
  if (lock === undefined) throw createResultFileError(path);
  await writeJson(path, { ...(await readResultFile(path)), ...results });
}

/** The lock of a file; it lies elsewhere, so that no file appears beside the user's own. */
async function lockOf(path: string): Promise<string> {
  const whole = join(await realpath(dirname(path)), basename(path));
  const name = createHash('sha256').update(whole).digest('hex').slice(0, 32);
  return join(tmpdir(), `dln-${userInfo().uid}-${name}.lock`);
}

/**
 * The results that a file holds; none if the file is missing.
 *
 * @throws RunFileError if the file holds something else
 */
export async function readResultFile(path: string): Promise<ResultFile> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw createResultFileError(path, { cause });
  }
  const results = resultFileSchema.safeParse(value);
  if (!results.success) throw createResultFileError(path);
  return results.data;
}
