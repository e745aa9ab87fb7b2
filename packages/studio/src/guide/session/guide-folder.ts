import { mkdir } from 'node:fs/promises';
import { codeOf } from '../../records/error-code.ts';
import { GuideError } from './guide-error.ts';

/**
 * Makes the folder of a session unless it exists.
 *
 * @throws GuideError if the path is a file, or cannot be written
 */
export async function makeGuideFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const problem =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'is a file, or lies below one'
        : `cannot be made (${code})`;
    throw new GuideError(
      'session-folder',
      `${directory} ${problem}. Name a folder for the session.`,
      { cause },
    );
  }
}
