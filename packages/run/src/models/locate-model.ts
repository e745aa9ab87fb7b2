import { existsSync } from 'node:fs';
import { formatSize } from '../text/format-number.ts';
import { modelFile } from './models-folder.ts';
import { createModelStoreError } from './create-model-store-error.ts';
import { findPublished } from './published-model.ts';

/**
 * The path of a fetched model.
 *
 * @throws RunFileError with the model's name, if its file is missing
 */
export function locateModel(name: string): string {
  const file = modelFile(name);
  if (existsSync(file)) return file;
  const published = findPublished(name);
  const size = published === undefined ? '' : ` (${formatSize(published.bytes)})`;
  throw createModelStoreError({
    subject: `The model ${name}`,
    problem: `is not in this computer's models folder: ${file} is missing`,
    remedy: `Fetch it${size}.`,
    model: name,
  });
}
