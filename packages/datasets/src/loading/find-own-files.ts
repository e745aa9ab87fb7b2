import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { nearestNames } from './nearest-names.ts';

const EXTENSION = /\.(?:ya?ml|csv|tsv|jsonl|ndjson|json|parquet)$/i;

/**
 * Files of data or descriptions with names similar to a missing path, in its folder, nearest first.
 */
export async function findOwnFiles(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const name = basename(path);
  const entries = await readdir(folder).catch(() => []);
  const files = entries.filter((entry) => EXTENSION.test(entry));
  const candidates = EXTENSION.test(name)
    ? nearestNames(name, files)
    : files.filter((file) => basename(file, extname(file)).toLowerCase() === name.toLowerCase());
  return candidates.map((file) => join(folder, file));
}
