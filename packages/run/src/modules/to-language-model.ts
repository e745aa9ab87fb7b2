import {
  type AiSdkModel,
  fromAiSdk,
  fromFunction,
  type LanguageModel,
  type Scheduler,
  type TextFunction,
} from '@dln/llm';

/**
 * A model of a program or a module: a `LanguageModel`, a model of the AI SDK, or a function.
 * Undefined for other values.
 */
export function toLanguageModel(
  value: unknown,
  { scheduler, id }: { readonly scheduler: Scheduler; readonly id?: string },
): LanguageModel | undefined {
  if (typeof value === 'function')
    return fromFunction(value as TextFunction, { scheduler, ...(id === undefined ? {} : { id }) });
  if (has(value, 'generate', 'function') && has(value, 'capabilities', 'object'))
    return value as LanguageModel;
  if (has(value, 'doGenerate', 'function') && has(value, 'specificationVersion', 'string'))
    return fromAiSdk(value as AiSdkModel, { scheduler });
  return undefined;
}

function has(value: unknown, name: string, type: 'function' | 'object' | 'string'): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Readonly<Record<string, unknown>>)[name] === type
  );
}
