type Schema = Readonly<Record<string, unknown>>;

/**
 * A value from a file, where every cell is a text, with the types that a JSON Schema asks for:
 * `"4"` becomes 4 where the schema says integer. What cannot be read so stays as it is.
 *
 * @param root - the whole schema, which local references point into
 */
export function toSchemaTypes(value: unknown, schema: unknown, root: unknown = schema): unknown {
  const { type, properties, items, enum: options } = resolve(schema, root);
  if (typeof value === 'string') {
    const types = typesOf(type, options);
    if (types.includes('string') || types.length === 0) return value;
    if (value.trim() === '' && types.includes('null')) return null;
    const parsed = parse(value);
    return types.includes(typeOf(parsed)) ||
      (types.includes('integer') && typeof parsed === 'number')
      ? parsed
      : value;
  }
  if (Array.isArray(value)) return value.map((item) => toSchemaTypes(item, items, root));
  if (!isObject(value)) return value;
  const known = isObject(properties) ? properties : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      Object.hasOwn(known, key) ? toSchemaTypes(inner, known[key], root) : inner,
    ]),
  );
}

/** A schema without the references that it begins with; an empty one for what is no object. */
function resolve(schema: unknown, root: unknown, depth = 0): Schema {
  if (!isObject(schema)) return {};
  const { $ref: reference } = schema;
  if (typeof reference !== 'string' || !reference.startsWith('#/') || depth > 20) return schema;
  const target = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (place, part) => (isObject(place) && Object.hasOwn(place, part) ? place[part] : undefined),
      root,
    );
  return resolve(target, root, depth + 1);
}

function typesOf(type: unknown, options: unknown): readonly unknown[] {
  if (type !== undefined) return [type].flat();
  return Array.isArray(options) ? options.map(typeOf) : [];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
