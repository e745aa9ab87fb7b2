import type { ReplySchema } from '@dln/llm';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { CheckValue } from './check-value.ts';
import { readJson } from './read-json.ts';

/** A value that a layer wrote, or why its text is invalid. */
export type ReadOutput<Value = unknown> =
  | { readonly value: Value; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined };

/** What the texts of a layer must be. */
export interface OutputSchema<Value = unknown> extends ReplySchema {
  /** The value of a text, or what is wrong with it in one sentence. */
  readonly read: (text: string) => ReadOutput<Value> | Promise<ReadOutput<Value>>;
}

/** Options of `createOutputSchema`. */
export interface OutputSchemaOptions<Value> extends ReplySchema {
  /**
   * Checks and changes the values that match the JSON Schema. @default values are taken as they are
   */
  readonly standard?: StandardSchemaV1<unknown, Value> | undefined;
}

/** A checked JSON Schema and what else checks its values. */
interface CheckedSchema<Value> extends OutputSchemaOptions<Value> {
  /** Checks a value against the JSON Schema; without it, only the Standard Schema does. */
  readonly check: CheckValue | undefined;
}

/** An output schema of checks that are ready. */
export function toOutputSchema<Value>({
  name,
  schema,
  standard,
  check,
}: CheckedSchema<Value>): OutputSchema<Value> {
  return {
    name,
    schema,
    read: (text) => {
      const read = readJson(text);
      if (read.problem !== undefined) return { problem: read.problem };
      const problem = check?.(read.value);
      if (problem !== undefined)
        return { problem: `The answer does not match the schema: ${problem}` };
      // Without a Standard Schema, the type is the caller's claim about the JSON Schema.
      return standard ? readStandard(standard, read.value) : { value: read.value as Value };
    },
  };
}

async function readStandard<Value>(
  { '~standard': standard }: StandardSchemaV1<unknown, Value>,
  value: unknown,
): Promise<ReadOutput<Value>> {
  const result = await standard.validate(value);
  if (result.issues === undefined) return { value: result.value };
  const [issue] = result.issues;
  const path = (issue?.path ?? []).map((part) =>
    String(typeof part === 'object' ? part.key : part),
  );
  const place = path.length === 0 ? '' : `/${path.join('/')}: `;
  return {
    problem: `The answer does not match the schema: ${place}${issue?.message ?? 'it is refused'}`,
  };
}
