import { hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Configuration } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { guessFormat } from './keep-standard-input.ts';

/**
 * A configuration whose dataset is a file: one that is called `-` is read from standard input and
 * stored in the cache folder under the hash of its bytes, so that the run can be resumed.
 */
export async function storeStandardInput(
  configuration: Configuration,
  { stdin, stderr, cacheFolder }: Pick<Surroundings, 'stdin' | 'stderr' | 'cacheFolder'>,
): Promise<Configuration> {
  if (configuration.dataset !== '-') return configuration;
  const bytes = await buffer(stdin);
  const folder = join(cacheFolder, 'standard-input');
  await mkdir(folder, { recursive: true });
  const format = guessFormat(bytes.subarray(0, 4096).toString());
  const file = join(folder, `${hash('sha256', bytes).slice(0, 16)}.${format}`);
  await writeFile(file, bytes);
  stderr.write(`standard input is stored as ${file}, which a resumed run reads\n`);
  return { ...configuration, dataset: file };
}
