import { findDataset } from './find-dataset.ts';

/**
 * The column that a user's own data have their inputs in, as their description or their columns tell. Examples are not read.
 *
 * @param file - a description in YAML, or the data themselves
 * @throws CatalogueError, DatasetFileError if the file cannot be read
 */
export async function findInputColumn(file: string): Promise<string | undefined> {
  const { description } = await findDataset({ name: file, dataDir: '' });
  return description.own?.columns.input;
}
