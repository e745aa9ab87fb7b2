import { existsSync } from 'node:fs';
import { formatSize } from '../text/format-number.ts';
import { modelFile } from './models-folder.ts';
import { createModelStoreError } from './create-model-store-error.ts';
import { findPublished } from './published-model.ts';

/**
 * The path of a fetched model.
 *
 * @throws RunFileError with the command that fetches the model, if its file is missing
 */
export function locateModel(name: string): string {
  const file = modelFile(name);
  if (existsSync(file)) return file;
  const published = findPublished(name);
  const size = published === undefined ? '' : ` (${formatSize(published.bytes)})`;
  throw createModelStoreError({
    subject: `The model ${name}`,
    problem: `is not in this computer's models folder: ${file} is missing`,
    remedy: `\`dln models fetch ${name}\` downloads it${size}.`,
  });
}
