// The part of this package that needs no client, no schema library and no file: `@dln/llm/model`.
export { UnsupportedCapabilityError } from './capabilities/unsupported-capability-error.ts';
export { deduplicate } from './middleware/deduplicate.ts';
export { wrapModel } from './middleware/wrap-model.ts';
export { fromFunction } from './functions/from-function.ts';
export { promptText } from './prompts/prompt.ts';
export { streamPieces } from './streaming/stream-pieces.ts';
export { addUsage, NO_USAGE } from './usage/usage.ts';

export type {
  FromFunctionOptions,
  TextFunction,
  TextFunctionOptions,
} from './functions/from-function.ts';
export type { LanguageModel, Usage } from './language-model.ts';
export type { AnyResult } from './middleware/every-call.ts';
export type { ModelMiddleware } from './middleware/model-middleware.ts';
export type { Prompt } from './prompts/prompt.ts';
