import { access, constants } from 'node:fs/promises';
import { makeFolders } from '@dln/run';
import { ExperimentError } from '../experiments/experiment-error.ts';

/**
 * Creates the folder if it is missing.
 *
 * @throws ExperimentError before anything is paid for
 */
export async function checkFolder(folder: string, option: string): Promise<void> {
  try {
    await makeFolders(folder);
    await access(folder, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ExperimentError({
      code: 'unwritable-folder',
      message: `Cannot write to ${folder} (${reason}); choose another folder with ${option}.`,
      subject: folder,
      cause,
    });
  }
}
