import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetSource } from '../batches/dataset-options.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { recordFormatOf } from '../files/parse-records.ts';
import { readDataText } from '../files/read-data-text.ts';
import { isEncodingError } from '../files/text/create-encoding-error.ts';
import { generatedDatasetNames } from '../generators/generated-dataset-name.ts';
import type { DataFilePath } from '../loaders/dataset-loader.ts';
import { expandPattern } from './expand-pattern.ts';
import type { FoundDataset } from './found-dataset.ts';
import { GENERATED_FOLDER, isMarkedGenerated, shippedSamples } from './generated-folder.ts';

/**
 * Reads a file of a dataset. If a benchmark's file is missing, reads the generated one. If the data
 * directory does not exist, reads the sample of this package.
 *
 * @throws DatasetFileError if none exists, or the encoding is unknown
 */
export async function readSource(
  { path, splits }: DataFilePath,
  found: FoundDataset,
): Promise<{ readonly data: DataFile; readonly source: DatasetSource }> {
  const published = join(found.directory, path);
  const generated = join(found.directory, GENERATED_FOLDER, path);
  const samples = existsSync(found.directory) ? undefined : shippedSamples();
  const shipped = samples === undefined ? [] : [join(samples, path)];
  const candidates =
    found.describedIn === undefined ? [published, generated, ...shipped] : [published];
  for (const file of candidates) {
    try {
      const matches = found.description.own ? await expandPattern(file) : undefined;
      if (matches) return await readMatches(file, matches, { splits, found });
      const text = await readDataText(file, found.description.own?.encoding);
      // A generated file that was moved is still marked as generated.
      const isGenerated = file === generated || shipped.includes(file) || isMarkedGenerated(text);
      return {
        data: { file, text, remedy: remedyFor(found, 'malformed') },
        source: { file, isGenerated, splits },
      };
    } catch (cause) {
      if (isEncodingError(cause)) {
        const { line, problem } = cause;
        throw new DatasetFileError({
          code: 'invalid-encoding',
          file,
          line,
          problem,
          remedy: remedyForEncoding(found),
          cause,
        });
      }
      if (cause instanceof DatasetFileError) throw cause;
      if (isMissing(cause)) continue;
      const problem = `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`;
      throw new DatasetFileError({
        code: 'missing-file',
        file,
        problem,
        remedy: 'Make it a file you may read.',
        cause,
      });
    }
  }
  throw new DatasetFileError({
    code: 'missing-file',
    file: published,
    problem: 'is missing',
    remedy: remedyFor(found, 'missing'),
    ...(found.describedIn === undefined
      ? { published: found.name, generator: generatorOf(found) }
      : {}),
  });
}

/** The files of a pattern, as one file of several parts. */
async function readMatches(
  pattern: string,
  matches: readonly string[],
  { splits, found }: { readonly splits: DataFilePath['splits']; readonly found: FoundDataset },
): ReturnType<typeof readSource> {
  const remedy = remedyFor(found, 'malformed');
  if (matches.length === 0)
    throw new DatasetFileError({
      code: 'missing-file',
      file: pattern,
      problem: 'fits no file',
      remedy,
    });
  const parts: DataFile[] = [];
  for (const file of matches)
    parts.push({ file, text: await readDataText(file, found.description.own?.encoding), remedy });
  return {
    data: { file: pattern, text: '', remedy, parts },
    source: { file: `${pattern} (${matches.length} files)`, isGenerated: false, splits },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function remedyFor(found: FoundDataset, state: 'missing' | 'malformed'): string {
  const { name, describedIn } = found;
  if (describedIn !== undefined && recordFormatOf(describedIn) !== undefined)
    return state === 'missing' ? 'Correct the path.' : 'Correct it.';
  if (describedIn !== undefined) {
    return state === 'missing'
      ? `Put it there, or correct its path in ${describedIn}.`
      : `Correct it, or its description in ${describedIn}.`;
  }
  if (state === 'malformed') return `Fetch ${name} again, by force, to replace it.`;
  return generatorOf(found) === undefined
    ? `Fetch ${name}.`
    : `Fetch ${name}, or generate examples like it.`;
}

function generatorOf({ name }: FoundDataset): string | undefined {
  return generatedDatasetNames.find((generated) => generated === name);
}

function remedyForEncoding({ describedIn }: FoundDataset): string {
  const save = 'Save it as UTF-8, so that no letter is lost';
  return describedIn === undefined
    ? `${save}.`
    : `${save}, or give its encoding in ${describedIn}, such as "encoding: windows-1252".`;
}
