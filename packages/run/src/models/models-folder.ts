import { existsSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { readEnvironment } from '../environment.ts';
import { findPublished } from './published-model.ts';

/** The folder of fetched models: `DLN_MODELS_DIR`, or `models` in the cache folder of the user. */
export function modelsFolder(): string {
  return readEnvironment().modelsFolder ?? join(envPaths('dln', { suffix: '' }).cache, 'models');
}

/** The path of a fetched model, whether or not it exists. */
export function modelFile(name: string, folder: string = modelsFolder()): string {
  return join(folder, `${name}.gguf`);
}

/** Whether a text can name a model: it becomes the name of a file. */
export function isModelName(text: string): boolean {
  return /^[\w][\w.+-]*$/.test(text);
}

/** Whether a name belongs to a published model or to a file in the models folder. */
export function isFetchableName(name: string): boolean {
  if (findPublished(name) !== undefined) return true;
  return isModelName(name) && existsSync(modelFile(name));
}
