import { loadOutputSchema } from '@dln/datasets';
import type { JsonSchema } from '@dln/llm';
import { isInlineSchema } from './is-inline-schema.ts';
import { createOutputSchemaError } from './create-output-schema-error.ts';

/**
 * The schema of the setting `outputSchema`: JSON, or the path of a JSON or YAML file.
 *
 * @throws ConfigurationError, DatasetFileError for a file or a text without a schema
 */
export async function readSchemaSetting(value: string | null): Promise<JsonSchema | undefined> {
  if (value === null) return undefined;
  if (!isInlineSchema(value)) return loadOutputSchema(value, '.');
  try {
    return JSON.parse(value) as JsonSchema;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createOutputSchemaError(
      `\`outputSchema\` begins like a JSON Schema and is not JSON: ${reason}.`,
      cause,
    );
  }
}
