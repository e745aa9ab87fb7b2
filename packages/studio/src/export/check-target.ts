import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../records/error-code.ts';

/** A file that an export cannot write, or must not replace. */
export class ExportTargetError extends Error {
  override readonly name = 'ExportTargetError';
  readonly userFacing = true;
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path} ${problem}. Name another file for the page.`, options);
    this.path = path;
  }
}

/**
 * Passes if the path is free or has a page, such as an earlier export.
 *
 * @throws ExportTargetError for any other file, such as a record of a run, for a folder, and if the
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
    if ((await file.stat()).isDirectory()) throw new ExportTargetError(path, 'is a folder');
    const { bytesRead, buffer } = await file.read(Buffer.alloc(15), 0, 15, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (bytesRead > 0 && start.toLowerCase() !== '<!doctype html>')
      throw new ExportTargetError(path, 'exists and is not a page');
  } finally {
    await file.close();
  }
}

async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new ExportTargetError(path, `cannot be written: there is no folder ${folder}`);
}

/** The error of the system as one that says which file it is about. */
export function unwritable(path: string, cause: unknown): unknown {
  const code = codeOf(cause);
  return code === undefined
    ? cause
    : new ExportTargetError(path, `cannot be written (${describeCode(code)})`, { cause });
}

function describeCode(code: string): string {
  return code === 'ENOSPC' ? 'ENOSPC: the disk is full' : code;
}
