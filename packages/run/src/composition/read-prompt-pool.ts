import { decodeText } from '@dln/datasets';
import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import type { Configuration } from '../settings/configuration.ts';

/**
 * The prompts of the user's pool, one per line; undefined without a pool.
 *
 * @throws ConfigurationError if the pool is enabled without a file, or the file holds none
 */
export async function readPromptPool({
  proposers,
  promptPool: path,
}: Pick<Configuration, 'proposers' | 'promptPool'>): Promise<readonly string[] | undefined> {
  if (path === null) {
    if (!proposers.includes('pool')) return undefined;
    throw new ConfigurationError([
      '`proposers: pool` needs prompts; name their file with `promptPool`',
    ]);
  }
  let text: string;
  try {
    text = decodeText(await readFile(path));
  } catch {
    throw new ConfigurationError([`\`promptPool\` is ${path}, and there is no such file of text`]);
  }
  const prompts = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (prompts.length === 0)
    throw new ConfigurationError([`\`promptPool\` is ${path}, and it holds no prompt`]);
  return prompts;
}
