import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { readDataText } from '../files/read-data-text.ts';
import { isEncodingError } from '../files/text/create-encoding-error.ts';
import { expandPattern } from './expand-pattern.ts';
import { findOwnFiles } from './find-own-files.ts';

/**
 * Reads a data file that is given without a description.
 *
 * @param remedy - for later messages about its content
 * @throws DatasetFileError if it cannot be read (with similar file names), or its encoding is
 * unknown
 */
export async function readOwnText(file: string, remedy: string): Promise<DataFile> {
  try {
    const found = await expandPattern(file);
    if (found?.length === 0) throw new Error('no file fits the pattern');
    if (!found) return { file, text: await readDataText(file), remedy };
    const parts: DataFile[] = [];
    for (const part of found) parts.push(await readOwnText(part, remedy));
    return { file, text: '', remedy, parts };
  } catch (cause) {
    if (isEncodingError(cause) && cause.file === undefined) {
      const { line, problem } = cause;
      const way =
        'Save it as UTF-8, or name a YAML file that describes it, with "file:" and ' +
        '"encoding: windows-1252" or the like.';
      throw new DatasetFileError({
        code: 'invalid-encoding',
        file,
        line,
        problem,
        remedy: way,
        cause,
      });
    }
    if (cause instanceof DatasetFileError) throw cause;
    const similar = await findOwnFiles(file);
    const problem = `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`;
    const meant =
      similar.length === 0 ? 'Correct the path.' : `Did you mean ${similar.join(' or ')}?`;
    throw new DatasetFileError({ code: 'missing-file', file, problem, remedy: meant, cause });
  }
}
