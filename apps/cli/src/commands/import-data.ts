import { access } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { importLog } from '@dln/datasets';
import { createOutputPathError, writeText } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';
import { readTextBytes, STANDARD_INPUT } from './read-text-bytes.ts';

/** Writes a log of model calls as a data file and its description. */
export async function importData(options: {
  /** `-` is standard input. */
  readonly log: string;
  /** The description to write; the data file lies beside it. */
  readonly out: string | undefined;
  readonly minRating: string | undefined;
  readonly isForced: boolean;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { log, minRating, isForced, surroundings } = options;
  const { stdin, stdout } = surroundings;
  const name = log === '-' ? 'imported' : `${basename(log, extname(log))}-dataset`;
  const { out: yaml = `${name}.yaml` } = options;
  if (!/\.ya?ml$/i.test(yaml))
    throw new InputError(`--out names the description, a file that ends in .yaml; it is ${yaml}`);
  const data = yaml.replace(/\.ya?ml$/i, '.jsonl');
  const least = minRating === undefined ? undefined : Number(minRating);
  if (Number.isNaN(least))
    throw new InputError(`--min-rating expects a number; it is ${JSON.stringify(minRating)}`);
  if (!isForced) for (const file of [yaml, data]) await refuseExisting(file);
  const text = await readTextBytes({ file: log, stdin });
  const file = log === '-' ? STANDARD_INPUT : log;
  const imported = importLog(
    { file, text, remedy: 'Correct it.' },
    { fileName: basename(data), minRating: least },
  );
  for (const [path, content] of [
    [data, imported.data],
    [yaml, imported.description],
  ] as const)
    await write(path, content);
  const lines = [
    ...imported.notes,
    `${imported.count} examples written to ${data}, and their description to ${yaml}.`,
    `Look at them with: dln data show ${join(yaml)}`,
  ];
  stdout.write(`${lines.join('\n')}\n`);
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new InputError(`${file} exists; name another file as --out, or replace it with --force`);
}

async function write(path: string, content: string): Promise<void> {
  try {
    await writeText(path, content);
  } catch (cause) {
    throw createOutputPathError({ path, setting: '--out', cause });
  }
}
