import type { JsonSchema } from '@dln/llm';

/** A schema of which node-llama-cpp makes a grammar. Objects have all of their properties. */
export type GrammarSchema = Readonly<Record<string, unknown>>;

/** What decides whether a value matches, and no grammar here says. Answers are checked for it. */
const CHECKED_LATER: readonly string[] = [
  ...['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly', 'format', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum'],
  ...['exclusiveMaximum', 'multipleOf', 'uniqueItems', 'required', 'contentEncoding'],
  ...['minLength', 'maxLength', 'minProperties', 'maxProperties', 'contentMediaType'],
];

const READ: readonly string[] = [
  ...['type', 'enum', 'const', 'properties', 'additionalProperties', 'items', 'prefixItems'],
  ...['minItems', 'maxItems', 'oneOf', 'anyOf', '$ref', '$defs', 'definitions'],
];

/** Formats that the engine's grammars know. */
const FORMATS: readonly unknown[] = ['date-time', 'time', 'date'];

/** Longer repetitions make grammars slow. */
const MOST_REPEATED = 100;

/** A schema that no grammar here expresses. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
}

/**
 * The part of a JSON Schema that a grammar can express. What it leaves out, such as `minimum`, only
 * makes the grammar wider; what it would get wrong is refused.
 *
 * @throws GrammarError naming the part of the schema
 */
export function toGrammarSchema(schema: unknown, place = 'the schema'): GrammarSchema {
  if (typeof schema !== 'object' || schema === null)
    throw new GrammarError(`${place} is ${JSON.stringify(schema)}, which allows any value or none`);
  const own = schema as JsonSchema;
  const unknown = Object.keys(own).find(
    (key) => !CHECKED_LATER.includes(key) && !READ.includes(key),
  );
  if (unknown !== undefined) throw new GrammarError(`${place} has \`${unknown}\``);
  const defs = own['$defs'] ?? own['definitions'];
  return {
    ...toType(own, place),
    ...(defs === undefined ? {} : { $defs: mapValues(defs, `${place}/$defs`) }),
  };
}

function toType(own: JsonSchema, place: string): GrammarSchema {
  const { type, enum: values, const: only, $ref: reference } = own;
  const alternatives = own['oneOf'] ?? own['anyOf'];
  if (typeof reference === 'string')
    return { $ref: reference.replace('#/definitions/', '#/$defs/') };
  if (Array.isArray(alternatives))
    return { oneOf: alternatives.map((one, at) => toGrammarSchema(one, `${place}/${at}`)) };
  if (only !== undefined) return { oneOf: [{ const: toLiteral(only, place) }] };
  if (Array.isArray(values)) return { enum: values.map((value) => toLiteral(value, place)) };
  if (Array.isArray(type))
    return {
      oneOf: type.map((one: unknown) => toType({ ...own, type: one }, place)),
    };
  switch (type) {
    case 'object':
      return toObject(own, place);
    case 'array':
      return toArray(own, place);
    case 'string':
      return FORMATS.includes(own['format']) ? { type, format: own['format'] } : { type };
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return { type };
    default:
      throw new GrammarError(`${place} has no type`);
  }
}

function toLiteral(value: unknown, place: string): unknown {
  if (typeof value === 'object' && value !== null)
    throw new GrammarError(`${place} has an object or a list as a constant`);
  return value;
}

function toObject(
  { properties = {}, additionalProperties }: JsonSchema,
  place: string,
): GrammarSchema {
  const own = mapValues(properties, place);
  const isOpen = additionalProperties === true || additionalProperties === undefined;
  // All properties are written, and no others, unless there are none to name.
  const isEmpty = Object.keys(own).length === 0;
  const others =
    typeof additionalProperties === 'object' && isEmpty
      ? toGrammarSchema(additionalProperties, `${place}/additionalProperties`)
      : isEmpty && isOpen;
  return { type: 'object', properties: own, additionalProperties: others };
}

function toArray(
  { items, prefixItems, minItems, maxItems }: JsonSchema,
  place: string,
): GrammarSchema {
  const count = (value: unknown): number | undefined =>
    typeof value === 'number' && value <= MOST_REPEATED ? value : undefined;
  const [least, most] = [count(minItems), count(maxItems)];
  return {
    type: 'array',
    ...(items === undefined ? {} : { items: toGrammarSchema(items, `${place}/items`) }),
    ...(Array.isArray(prefixItems)
      ? {
          prefixItems: prefixItems.map((one, at) =>
            toGrammarSchema(one, `${place}/prefixItems/${at}`),
          ),
        }
      : {}),
    ...(least === undefined ? {} : { minItems: least }),
    ...(most === undefined ? {} : { maxItems: most }),
  };
}

function mapValues(schemas: unknown, place: string): Readonly<Record<string, GrammarSchema>> {
  return Object.fromEntries(
    Object.entries(schemas as JsonSchema).map(([name, schema]) => [
      name,
      toGrammarSchema(schema, `${place}/${name}`),
    ]),
  );
}
