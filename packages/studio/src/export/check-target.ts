import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../records/error-code.ts';
import { StudioError } from '../studio-error.ts';

/** The error of a file that an export cannot write, or must not replace. */
function createTargetError(
  path: string,
  problem: string,
  options: { readonly cause?: unknown } = {},
): StudioError {
  const message = `${path} ${problem}. Name another file for the page.`;
  return new StudioError({ code: 'export-target', path, message, ...options });
}

/**
 * Passes if the path is free or has a page, such as an earlier export.
 *
 * @throws StudioError for any other file, such as a record of a run, for a folder, and if the
 * folder of the file is missing
 */
export async function checkTarget(path: string): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw unwritable(path, cause);
    await checkFolder(path);
    return;
  }
  try {
    if ((await file.stat()).isDirectory()) throw createTargetError(path, 'is a folder');
    const { bytesRead, buffer } = await file.read(Buffer.alloc(15), 0, 15, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (bytesRead > 0 && start.toLowerCase() !== '<!doctype html>')
      throw createTargetError(path, 'exists and is not a page');
  } finally {
    await file.close();
  }
}

async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw createTargetError(path, `cannot be written: there is no folder ${folder}`);
}

/** The error of the system as one that says which file it is about. */
export function unwritable(path: string, cause: unknown): unknown {
  const code = codeOf(cause);
  return code === undefined
    ? cause
    : createTargetError(path, `cannot be written (${describeCode(code)})`, { cause });
}

function describeCode(code: string): string {
  return code === 'ENOSPC' ? 'ENOSPC: the disk is full' : code;
}
