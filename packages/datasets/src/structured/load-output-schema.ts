import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { parse } from 'yaml';
import { DatasetFileError } from '../files/dataset-file-error.ts';

/** A JSON Schema, parsed but not checked. */
export type OutputSchemaJson = Readonly<Record<string, unknown>>;

/**
 * The schema of a description: written in it, or the JSON or YAML file that it names.
 *
 * @throws DatasetFileError if the file is missing, or holds no object
 */
export async function loadOutputSchema(
  schema: string | OutputSchemaJson,
  directory: string,
): Promise<OutputSchemaJson> {
  if (typeof schema !== 'string') return schema;
  const file = isAbsolute(schema) ? schema : join(directory, schema);
  const refuse = (problem: string, cause?: unknown): DatasetFileError =>
    new DatasetFileError({ file, problem, remedy: 'Write a JSON Schema into it.', cause });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new DatasetFileError({
      file,
      problem: 'cannot be read, and is named as the output schema',
      remedy: 'Put it there, or correct its path.',
      cause,
    });
  }
  let value: unknown;
  try {
    value = /\.ya?ml$/i.test(file) ? parse(text) : JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refuse(`is not JSON: ${reason}`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse('holds no JSON Schema: it must be an object');
  return value as OutputSchemaJson;
}
