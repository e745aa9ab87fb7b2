import type { GenerateOptions } from '@dln/llm';
import type { SharedRequest } from './requests.ts';

/** Tokens of a completion, if the client names no number; the API's own default. */
export const DEFAULT_COMPLETION_TOKENS = 16;

/** How a model samples for a request. The API's default temperature is 1. */
export function samplingOf({
  temperature = 1,
  topP,
  stop,
  maxTokens,
}: SharedRequest): GenerateOptions {
  return {
    temperature,
    stop,
    ...(topP === undefined ? {} : { topP }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}
