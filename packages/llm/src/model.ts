// The part of this package that needs no client, no schema library and no file: `@dln/llm/model`.
export { UnsupportedCapabilityError } from './capabilities/unsupported-capability-error.ts';
export { deduplicate } from './middleware/deduplicate.ts';
export { wrapModel } from './middleware/wrap-model.ts';
export { fromFunction } from './functions/from-function.ts';

export type {
  FromFunctionOptions,
  TextFunction,
  TextFunctionOptions,
} from './functions/from-function.ts';
export type { LanguageModel } from './language-model.ts';
export { promptText } from './prompts/prompt.ts';
