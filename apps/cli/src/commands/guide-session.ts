import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GivenSettings, writeText } from '@dln/run';
import { z } from 'zod';
import { InputError } from './input-error.ts';

/** How a session of `dln guide` began: what its first command was given. */
export interface KeptSession {
  readonly settings: GivenSettings;
  readonly inputs:
    | { readonly kind: 'texts'; readonly instruction: string }
    | { readonly kind: 'dataset'; readonly isUnlabelled: boolean };
}

const schema = z.object({
  settings: z.record(z.string(), z.unknown()),
  inputs: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('texts'), instruction: z.string() }),
    z.object({ kind: z.literal('dataset'), isUnlabelled: z.boolean() }),
  ]),
});

const fileIn = (directory: string): string => join(directory, 'session.json');

/**
 * Keeps how a session began, so that `dln guide DIRECTORY` resumes it. The first command decides.
 */
export async function keepSession(directory: string, session: KeptSession): Promise<void> {
  const file = fileIn(directory);
  if (!existsSync(file)) await writeText(file, `${JSON.stringify(session, null, 2)}\n`);
}

/**
 * Reads how a session began; undefined for a new one, and for one of a version that did not keep
 * it.
 *
 * @throws InputError if the file is damaged
 */
export async function readKeptSession(directory: string): Promise<KeptSession | undefined> {
  const file = fileIn(directory);
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new InputError(
      `${file} is damaged. Remove it, and give the options of the first command again.`,
      { cause },
    );
  }
}
