import type { JsonSchema, ReplySchema } from '../reply-schema.ts';

/** The field of a request's body that asks for replies of a schema; nothing without a schema. */
export function responseFormatField(
  replySchema: ReplySchema | undefined,
): Readonly<Record<string, unknown>> {
  if (replySchema === undefined) return {};
  const { name, schema } = replySchema;
  const format = { name, schema, strict: isStrict(schema) };
  return { response_format: { type: 'json_schema', json_schema: format } };
}

/**
 * Whether a schema can be sent with `strict: true`, which OpenAI accepts only if each object lists
 * all of its properties as required and allows no others. Other schemas are a hint there.
 */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, properties, required, additionalProperties } = schema as JsonSchema;
  const isObject = type === 'object' || properties !== undefined;
  if (isObject) {
    const names = Object.keys(typeof properties === 'object' ? (properties ?? {}) : {});
    const listed: readonly unknown[] = Array.isArray(required) ? required : [];
    if (additionalProperties !== false || !names.every((name) => listed.includes(name)))
      return false;
  }
  return Object.entries(schema).every(
    ([key, value]) => key === 'enum' || key === 'const' || isStrict(value),
  );
}
