import { open, type FileHandle } from 'node:fs/promises';

/** A file that an export must not replace. */
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
 * @throws ExportTargetError for any other file, such as a record of a run, and for a folder
 */
export async function checkTarget(path: string): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch {
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
