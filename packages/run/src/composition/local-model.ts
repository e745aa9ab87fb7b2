import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LocalModel } from '@dln/local';
import { locateModel } from '../models/locate-model.ts';
import { isFetchableName } from '../models/models-folder.ts';
import type { Configuration } from '../settings/configuration.ts';

/** The model that ships with the project. */
export const embeddedName = 'embedded';

/**
 * Whether a name belongs to a model in this process: `embedded`, `file:` and the path of a GGUF
 * file, a published model, or a fetched one.
 */
export function isLocalName(name: string): boolean {
  return name === embeddedName || name.startsWith('file:') || isFetchableName(name);
}

/**
 * Opens a model in this process.
 *
 * @param format how it reads plain prompts
 *
 * @throws LocalModelError if the file is missing or is not a model
 * @throws RunFileError if a published model is not fetched
 */
export async function openLocalModel(
  name: string,
  format: Configuration['format'] = 'auto',
): Promise<LocalModel> {
  // The engine is loaded only if it is used.
  const { createEmbeddedModel, createLocalModel } = await import('@dln/local');
  const model =
    name === embeddedName
      ? createEmbeddedModel()
      : createLocalModel({
          path: await localPath(name),
          format,
          ...(isFetchableName(name) ? { id: `local:${name}` } : {}),
        });
  await model.open();
  return model;
}

/**
 * Identifies a model in this process by the content of its file, wherever the file is and whatever
 * its name. Takes about a second per gigabyte.
 *
 * @param name as `openLocalModel` takes it
 */
export async function identifyLocalModel(name: string): Promise<string> {
  const path = await localPath(name);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return `local ${hash.digest('hex').slice(0, 32)}`;
}

/** The path of the file of a model in this process. */
async function localPath(name: string): Promise<string> {
  if (name === embeddedName) return (await import('@dln/local')).embeddedModelPath;
  if (isFetchableName(name)) return locateModel(name);
  return name.startsWith('file://') ? fileURLToPath(name) : name.replace(/^file:/, '');
}
