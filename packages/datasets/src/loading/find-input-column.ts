import { findDataset } from './find-dataset.ts';

/**
 * The input column of your own data, from their description or their column names. Does not parse
 * examples.
 *
 * @returns `undefined` if the input is made from several columns
 * @param file - a description in YAML, or the data file
 * @throws DatasetFileError, DatasetFileError if the file cannot be read
 */
export async function findInputColumn(file: string): Promise<string | undefined> {
  const { description } = await findDataset({ name: file, dataDir: '' });
  const { own } = description;
  return own?.inputForm === undefined ? own?.columns.input : undefined;
}
