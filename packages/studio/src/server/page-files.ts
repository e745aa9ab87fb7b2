import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../studio-error.ts';

/** A file of the page, as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '/': 'text/html; charset=utf-8',
  '/page.js': 'text/javascript; charset=utf-8',
  '/page.css': 'text/css; charset=utf-8',
};

/** The error of a page that has not been built. */
export function createMissingPageError(folder: string, cause: unknown): StudioError {
  return new StudioError({
    code: 'page-missing',
    path: folder,
    message: `The page of the studio is missing in ${folder}. Build @dln/studio, or install it again.`,
    cause,
  });
}

/**
 * Reads the files of the page, by the path under which they are sent.
 *
 * @throws StudioError if one is missing
 */
export async function loadPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  try {
    const files = await Promise.all(
      Object.entries(types).map(async ([path, type]): Promise<[string, PageFile]> => [
        path,
        { type, bytes: await readFile(join(folder, path === '/' ? 'index.html' : path)) },
      ]),
    );
    return new Map(files);
  } catch (cause) {
    throw createMissingPageError(folder, cause);
  }
}
