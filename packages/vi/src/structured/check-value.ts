import { type SchemaDraft, Validator } from '@cfworker/json-schema';
import type { JsonSchema } from '@dln/llm';

/** What is wrong with a value; undefined if it matches the schema. */
export type CheckValue = (value: unknown) => string | undefined;

/** Keywords that only pass on what a subschema found. */
const CONTAINERS: readonly string[] = [
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'allOf',
  'then',
  'else',
  '$ref',
  '$dynamicRef',
];

/**
 * Compiles a JSON Schema of draft 7, 2019-09 or 2020-12 (the default) without generating code, so
 * that it also runs where `eval` is forbidden.
 */
export function createValueCheck(schema: JsonSchema): CheckValue {
  const validator = new Validator(schema, draftOf(schema));
  return (value) => {
    try {
      const { valid, errors } = validator.validate(value);
      if (valid) return undefined;
      const [found] = errors.filter(({ keyword }) => !CONTAINERS.includes(keyword));
      const error = found ?? errors.at(-1);
      const place = error?.instanceLocation.replace(/^#/, '') ?? '';
      return `${place === '' ? '' : `${place}: `}${describe(error)}`;
    } catch (error) {
      // The validator recurses into the value.
      if (error instanceof RangeError) return 'It is nested too deeply to be checked.';
      throw error;
    }
  };
}

function describe(error: { readonly keyword: string; readonly error: string } | undefined): string {
  if (error === undefined) return 'It does not match the schema.';
  const [, name] =
    /^Property "(.*)" does not match additional properties schema\.$/s.exec(error.error) ?? [];
  return name === undefined ? error.error : `Property "${name}" is not allowed.`;
}

/** The draft that a schema names. */
export function draftOf({ $schema }: JsonSchema): SchemaDraft {
  const name = typeof $schema === 'string' ? $schema : '';
  if (name.includes('draft-04')) return '4';
  if (/draft-0[67]/.test(name)) return '7';
  return name.includes('2019-09') ? '2019-09' : '2020-12';
}
