import { readFile } from 'node:fs/promises';
import { decodeText } from '../files/text/decode-text.ts';
import { TextEncodingError } from '../files/text/text-encoding-error.ts';
import { CatalogueError } from './catalogue-error.ts';

/**
 * Reads the text of a YAML file.
 *
 * @param wanted - the expected file, for the error message
 * @throws CatalogueError if the file cannot be read or its encoding is unknown
 */
export async function readYaml(file: string, wanted: string): Promise<string> {
  try {
    return decodeText(await readFile(file));
  } catch (cause) {
    if (cause instanceof TextEncodingError) {
      const { line } = cause;
      const problem = `${cause.problem}; save it as UTF-8`;
      throw new CatalogueError({ file, line, problem, cause });
    }
    throw new CatalogueError({ file, problem: `cannot be read; name ${wanted}`, cause });
  }
}
