import { access, constants } from 'node:fs/promises';
import { makeFolders } from '@dln/run';

/** Thrown for an output folder that cannot be created or written to. */
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
    super(`Cannot write to ${folder} (${reason}); choose another folder with ${option}.`, {
      cause,
    });
    this.folder = folder;
  }
}

/**
 * Creates the folder if it is missing.
 *
 * @throws FolderError before anything is paid for
 */
export async function checkFolder(folder: string, option: string): Promise<void> {
  try {
    await makeFolders(folder);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new FolderError({ folder, option, cause });
  }
}
