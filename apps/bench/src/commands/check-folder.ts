import { access, constants } from 'node:fs/promises';
import { makeFolders } from '@dln/run';

/** A folder that results are to go to cannot be made or written to. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly userFacing = true;
  readonly folder: string;

  constructor({
    folder,
    option,
    cause,
  }: {
    readonly folder: string;
    readonly option: string;
    readonly cause: unknown;
  }) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Nothing can be written to ${folder} (${reason}); name another folder with ${option}.`, {
      cause,
    });
    this.folder = folder;
  }
}

/**
 * Makes the folder where there is none.
 *
 * @throws FolderError before anything was paid for
 */
export async function checkFolder(folder: string, option: string): Promise<void> {
  try {
    await makeFolders(folder);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new FolderError({ folder, option, cause });
  }
}
