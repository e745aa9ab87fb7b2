import { existsSync } from 'node:fs';
import { glob, isDynamicPattern } from 'tinyglobby';

/**
 * The files of a pattern such as `tickets-*.csv`, sorted by name.
 *
 * @returns `undefined` if the path is no pattern, or a file has that very name
 */
export async function expandPattern(path: string): Promise<readonly string[] | undefined> {
  // A backslash separates folders on Windows, and would quote the next character of a pattern.
  const pattern = path.replaceAll('\\', '/');
  if (!isDynamicPattern(pattern) || existsSync(path)) return undefined;
  const files = await glob(pattern, { absolute: false, expandDirectories: false });
  return files.sort();
}
