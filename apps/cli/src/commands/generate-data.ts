import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DatasetArgumentError,
  generateDataFiles,
  generatedDatasetNames,
  isMarkedGenerated,
  type GeneratedDatasetName,
  type GeneratedFile,
} from '@dln/datasets';
import { z } from 'zod';
import { ConfigurationError, type GivenSettings, resolveSettings, writeText } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Makes examples by rule and writes them to the data folder. */
export async function generateData(options: {
  readonly name: string;
  readonly count: string;
  readonly testCount: string;
  readonly seed: string;
  /** The folder to write into. @default `generated` in the data directory */
  readonly out?: string;
  readonly flags: GivenSettings;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { out, flags, surroundings } = options;
  const name = parseName(options.name);
  const count = parseCount('--count', options.count, { minimum: 2 });
  const testCount = parseCount('--test-count', options.testCount, { minimum: 1 });
  const seed = parseCount('--seed', options.seed, { minimum: 0, maximum: 2 ** 32 - 1 });
  const { dataDir } = resolveSettings(flags);

  const folder = out === undefined ? undefined : '';
  const files = generateDataFiles(name, { count, testCount, seed, folder });
  const placed = files.map((file) => ({ ...file, path: join(out ?? dataDir, file.path) }));
  for (const { path } of placed) await checkReplaceable(path);
  for (const { path, text } of placed) await writeText(path, text);

  const [learning, testing] = placed.map(({ path }) => path);
  surroundings.stdout.write(
    `${learning ?? ''}  ${count} examples for train and dev\n${testing ?? ''}  ${testCount} for test\n`,
  );
  if (out !== undefined) return;
  for (const file of await findPublished(files, dataDir))
    surroundings.stderr.write(`${file} is here as well, and is what a run takes\n`);
}

function parseName(name: string): GeneratedDatasetName {
  const known = generatedDatasetNames.find((generated) => generated === name);
  if (known !== undefined) return known;
  throw new DatasetArgumentError({
    code: 'invalid-argument',
    message: `dataset is ${name}; it must be one that examples can be made of by rule: ${generatedDatasetNames.join(', ')}.`,
    argument: 'dataset',
    value: name,
    accepted: generatedDatasetNames,
  });
}

function parseCount(
  option: string,
  text: string,
  { minimum, maximum = 1_000_000 }: { readonly minimum: number; readonly maximum?: number },
): number {
  const value = z.coerce.number().int().min(minimum).max(maximum).safeParse(text).data;
  if (value !== undefined && text.trim() !== '') return value;
  throw new ConfigurationError([
    `${option} expects a whole number from ${minimum} to ${maximum}; it is ${JSON.stringify(text)}`,
  ]);
}

/** What was made by rule can be made again; nothing else is replaced. */
async function checkReplaceable(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined || isMarkedGenerated(text)) return;
  throw new ConfigurationError([
    `${path} was not made by rule, and is never replaced; name another folder with --out`,
  ]);
}

/** Files of the benchmark that a run takes in place of those that are made. */
async function findPublished(
  files: readonly GeneratedFile[],
  dataDir: string,
): Promise<readonly string[]> {
  const places = files.map(({ path }) => join(dataDir, path.replace(/^generated\//, '')));
  const found = await Promise.all(
    places.map(async (place) => {
      try {
        await access(place);
        return [place];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}
