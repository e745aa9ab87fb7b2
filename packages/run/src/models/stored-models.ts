import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createModelStoreError } from './create-model-store-error.ts';
import { modelFile, modelsFolder } from './models-folder.ts';
import { publishedModels } from './published-model.ts';

/** A model that can be named: fetched, or published. */
export interface StoredModel {
  readonly name: string;
  /** Its path, or undefined if it is not fetched. */
  readonly file: string | undefined;
  /** Size in bytes. */
  readonly bytes: number;
  /** What it is; undefined for a file of the user. */
  readonly description: string | undefined;
}

/** Lists the published models and the other files of the models folder, by name. */
export async function listStoredModels(
  folder: string = modelsFolder(),
): Promise<readonly StoredModel[]> {
  const stored = await storedNames(folder);
  const published = publishedModels.map(async (model): Promise<StoredModel> => {
    const { name, description, license } = model;
    const file = stored.includes(name) ? modelFile(name, folder) : undefined;
    const bytes = file === undefined ? model.bytes : (await stat(file)).size;
    return { name, file, bytes, description: `${description}, ${license}` };
  });
  const others = stored
    .filter((name) => !publishedModels.some((model) => model.name === name))
    .map(async (name): Promise<StoredModel> => {
      const file = modelFile(name, folder);
      return { name, file, bytes: (await stat(file)).size, description: undefined };
    });
  return Promise.all([...published, ...others]);
}

/** The names of published and of fetched models. */
export async function fetchableNames(): Promise<readonly string[]> {
  return (await listStoredModels()).map(({ name }) => name);
}

/**
 * Deletes a fetched model and unfinished downloads of it. Returns the deleted files.
 *
 * @throws RunFileError if there is nothing to delete
 */
export async function removeModel(
  name: string,
  folder: string = modelsFolder(),
): Promise<readonly string[]> {
  const names = await filesIn(folder);
  const files = names
    .filter((file) => file === `${name}.gguf` || isPartOf(file, name))
    .map((file) => join(folder, file));
  if (files.length === 0) {
    const stored = await storedNames(folder);
    throw createModelStoreError({
      subject: `The model ${name}`,
      problem: `is not in ${folder}`,
      remedy: stored.length === 0 ? 'The folder has no models.' : `It has ${stored.join(', ')}.`,
    });
  }
  for (const file of files) await rm(file);
  return files;
}

function isPartOf(file: string, name: string): boolean {
  return file.startsWith(`${name}.gguf.`) && /\.[0-9a-f]{8}\.part$/.test(file);
}

async function storedNames(folder: string): Promise<readonly string[]> {
  const names = await filesIn(folder);
  return names
    .filter((name) => name.endsWith('.gguf'))
    .map((name) => name.slice(0, -'.gguf'.length));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).toSorted();
}
