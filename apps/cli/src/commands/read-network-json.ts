import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from './input-error.ts';

/**
 * The JSON of a trained network, not yet checked.
 *
 * @param path a network.json, or a run directory that has one
 * @throws InputError if the file is missing or is not JSON
 */
export async function readNetworkJson(path: string): Promise<unknown> {
  let file = path;
  let text: string;
  try {
    if ((await stat(path)).isDirectory()) file = join(path, 'network.json');
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw createPathError(file, 'cannot be read', cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw createPathError(file, 'is not valid JSON', cause);
  }
}

function createPathError(file: string, problem: string, cause: unknown): InputError {
  return new InputError(
    `${file} ${problem}; name the network.json of a run, or its run directory`,
    { code: 'no-network', cause },
  );
}
