import { z } from 'zod';

/** What a setting accepts, as far as help, flags and messages need it. */
export type SettingKind =
  | { readonly type: 'boolean'; /** `auto` is accepted, too. */ readonly auto: boolean }
  | {
      readonly type: 'integer' | 'number';
      readonly minimum?: number;
      readonly maximum?: number;
      /** The minimum itself is refused. */
      readonly exclusive: boolean;
    }
  | { readonly type: 'text' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'texts' | 'numbers' };

/**
 * Reads the kind of a setting from its type.
 *
 * @throws Error for a type of which a flag cannot be made
 */
export function kindOf(type: z.ZodType): SettingKind {
  const alternatives = alternativesOf(z.toJSONSchema(type) as JsonType).filter(
    (one) => one.type !== 'null',
  );
  const [only] = alternatives;
  const isBoolean = alternatives.some(({ type }) => type === 'boolean');
  const others = alternatives.filter(({ type }) => type !== 'boolean');
  if (isBoolean && others.every(({ const: value }) => value === 'auto'))
    return { type: 'boolean', auto: others.length > 0 };
  if (only !== undefined && alternatives.length === 1)
    switch (only.type) {
      case 'integer':
      case 'number':
        return { type: only.type, ...rangeOf(only) };
      case 'array':
        return { type: only.items?.type === 'number' ? 'numbers' : 'texts' };
      case 'string':
        return Array.isArray(only.enum)
          ? { type: 'choice', choices: only.enum.map(String) }
          : { type: 'text' };
      default:
    }
  throw new Error(`no flag can be made of the type ${JSON.stringify(alternatives)}`);
}

/** What zod writes of a type, in draft 2020-12. */
interface JsonType {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonType[];
  readonly items?: JsonType;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

function alternativesOf(schema: JsonType): readonly JsonType[] {
  const { anyOf, type } = schema;
  if (anyOf) return anyOf.flatMap(alternativesOf);
  // Nullable strings are written as ["string", "null"].
  return typeof type === 'object' ? type.map((one) => ({ ...schema, type: one })) : [schema];
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: JsonType): {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusive: boolean;
} {
  const least = exclusiveMinimum ?? minimum;
  return {
    ...(least === undefined || least === Number.MIN_SAFE_INTEGER ? {} : { minimum: least }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    exclusive: exclusiveMinimum !== undefined,
  };
}
