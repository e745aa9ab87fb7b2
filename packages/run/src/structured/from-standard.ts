import type { JsonSchema } from '@dln/llm';
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { createOutputSchemaError } from './create-output-schema-error.ts';

/**
 * What a program may give as an output schema: a JSON Schema, or a Standard Schema such as zod's.
 */
export type OutputOption<Value = unknown> = JsonSchema | StandardSchemaV1<unknown, Value>;

/** Whether an output schema is a Standard Schema. */
export function isStandardSchema(output: OutputOption): output is StandardSchemaV1 {
  return '~standard' in output;
}

/**
 * The JSON Schema of what a Standard Schema reads. Objects that do not say whether they allow other
 * properties are closed, as servers demand.
 *
 * @throws ConfigurationError `output-schema` for a library that gives no JSON Schema
 */
export function jsonSchemaOf(output: OutputOption): JsonSchema {
  if (!isStandardSchema(output)) return output;
  const standard = output['~standard'] as StandardSchemaV1['~standard'] &
    Partial<StandardJSONSchemaV1['~standard']>;
  if (standard.jsonSchema === undefined)
    throw createOutputSchemaError(
      `A schema of ${standard.vendor} has no JSON Schema. Use a library with Standard JSON Schema, such as zod 4.2, arktype 2.1 or valibot with toStandardJsonSchema, or give a JSON Schema.`,
    );
  try {
    return close(standard.jsonSchema.input({ target: 'draft-2020-12' })) as JsonSchema;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createOutputSchemaError(
      `The schema of ${standard.vendor} cannot be written as JSON Schema: ${reason.replace(/\.?$/, '.')}`,
      cause,
    );
  }
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'enum' || key === 'const' || key === 'default' ? value : close(value),
    ]),
  );
  return closed['type'] === 'object' &&
    'properties' in closed &&
    !('additionalProperties' in closed)
    ? { ...closed, additionalProperties: false }
    : closed;
}
