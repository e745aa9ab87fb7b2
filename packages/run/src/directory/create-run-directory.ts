import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolders } from '../files/make-folders.ts';
import { createOutputPathError } from '../files/create-output-path-error.ts';

/**
 * Makes the directory of a new run: the named folder itself if it does not exist yet, else a
 * numbered folder in it, `navigate-1`, `navigate-2` and so on, also while other runs do the same.
 *
 * @returns its path
 * @throws RunFileError if it cannot be made
 */
export async function createRunDirectory(options: {
  readonly outDir: string;
  /** What a numbered folder is called. */
  readonly name: string;
  /** Make a numbered folder also where `outDir` does not exist yet. @default false */
  readonly alwaysNumbered?: boolean;
}): Promise<string> {
  const { outDir, name, alwaysNumbered = false } = options;
  try {
    await makeFolders(dirname(outDir));
    if ((await makeFolder(outDir)) && !alwaysNumbered) return outDir;
    for (let number = 1; ; number++) {
      const path = join(outDir, `${name}-${number}`);
      if (await makeFolder(path)) return path;
    }
  } catch (cause) {
    throw createOutputPathError({ path: outDir, setting: '`outDir`', cause });
  }
}

/** Whether the folder was made; false where something of that name exists. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
