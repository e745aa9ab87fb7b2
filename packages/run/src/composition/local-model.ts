import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LocalModel } from '@dln/local';

/** The model that ships with the project. */
export const embeddedName = 'embedded';

/** Whether a model's name stands for one that runs in this process: `embedded`, or `file:` and the path of a GGUF file. */
export function isLocalName(name: string): boolean {
  return name === embeddedName || name.startsWith('file:');
}

/**
 * Opens a model in this process.
 *
 * @throws ModelFileError where the file is missing or is no model
 */
export async function openLocalModel(name: string): Promise<LocalModel> {
  // The engine is loaded only where it is used.
  const { createEmbeddedModel, createLocalModel } = await import('@dln/local');
  const model =
    name === embeddedName
      ? createEmbeddedModel()
      : createLocalModel({ path: await localPath(name) });
  await model.open();
  return model;
}

/**
 * What tells a model in this process apart from every other: what its file holds, wherever the file lies and however it is called. Large files take about a second for
 * each gigabyte.
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

async function localPath(name: string): Promise<string> {
  if (name === embeddedName) return (await import('@dln/local')).embeddedModelPath;
  return name.startsWith('file://') ? fileURLToPath(name) : name.replace(/^file:/, '');
}
