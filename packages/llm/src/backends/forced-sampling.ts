import type { BodyFields, MaxTokensField } from './dialect.ts';

/**
 * Settings that every request of a model gets, over what a call asks; null leaves a setting out of
 * every request, so that the server's own default holds.
 */
export interface ForcedSampling {
  readonly temperature?: number | null | undefined;
  readonly topP?: number | null | undefined;
  /** The most tokens of a generated reply. Requests for scores have another limit. */
  readonly maxTokens?: number | null | undefined;
  /** A generated reply ends before any of these. */
  readonly stop?: readonly string[] | null | undefined;
  readonly seed?: number | null | undefined;
}

/** The fields of a body under forced settings. */
export function forceSampling(
  fields: BodyFields,
  { temperature, topP, maxTokens, stop, seed }: ForcedSampling,
  {
    maxTokensField,
    isGenerated,
  }: { readonly maxTokensField: MaxTokensField; readonly isGenerated: boolean },
): BodyFields {
  const forced: readonly (readonly [string, unknown])[] = [
    ['temperature', temperature],
    ['top_p', topP],
    ['seed', seed],
    ...(isGenerated
      ? ([
          [maxTokensField, maxTokens],
          ['stop', stop],
        ] as const)
      : []),
  ];
  const result: Record<string, unknown> = { ...fields };
  for (const [name, value] of forced) {
    if (value === undefined) continue;
    if (value === null) Reflect.deleteProperty(result, name);
    else result[name] = value;
  }
  return result;
}
