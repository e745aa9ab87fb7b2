import { readFile } from 'node:fs/promises';
import { decodeText } from '../files/text/decode-text.ts';
import { isEncodingError } from '../files/text/create-encoding-error.ts';
import { createCatalogueError } from './create-catalogue-error.ts';

/**
 * Reads the text of a YAML file.
 *
 * @param wanted - the expected file, for the error message
 * @throws DatasetFileError if the file cannot be read or its encoding is unknown
 */
export async function readYaml(file: string, wanted: string): Promise<string> {
  try {
    return decodeText(await readFile(file));
  } catch (cause) {
    if (isEncodingError(cause)) {
      const { line } = cause;
      const problem = `${cause.problem}; save it as UTF-8`;
      throw createCatalogueError({ file, line, problem, cause });
    }
    throw createCatalogueError({ file, problem: `cannot be read; name ${wanted}`, cause });
  }
}
