import { readFile } from 'node:fs/promises';
import { decodeText } from '../files/text/decode-text.ts';
import { TextEncodingError } from '../files/text/text-encoding-error.ts';
import { CatalogueError } from './catalogue-error.ts';

/**
 * The text of a YAML file.
 *
 * @param wanted - what to name instead, for the message
 * @throws CatalogueError if it cannot be read, or is in an encoding that is not recognised
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
