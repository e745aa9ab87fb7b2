import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NetworkPathError } from './network-path-error.ts';

/**
 * The JSON of a trained network, not yet checked.
 *
 * @param path a network.json, or a run directory that has one
 * @throws NetworkPathError if the file is missing or is not JSON
 */
export async function readNetworkJson(path: string): Promise<unknown> {
  let file = path;
  let text: string;
  try {
    if ((await stat(path)).isDirectory()) file = join(path, 'network.json');
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new NetworkPathError(file, 'cannot be read', { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NetworkPathError(file, 'is not valid JSON', { cause });
  }
}
