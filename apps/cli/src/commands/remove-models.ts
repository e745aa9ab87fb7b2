import { removeModel } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Deletes fetched models and prints the deleted files. */
export async function removeModels(
  names: readonly string[],
  { stdout }: Surroundings,
): Promise<void> {
  for (const name of names)
    for (const file of await removeModel(name)) stdout.write(`${file} deleted\n`);
}
