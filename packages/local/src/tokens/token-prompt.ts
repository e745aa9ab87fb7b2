import type { Prompt } from '@dln/llm';

/** A prompt as token ids: exactly what the model reads, without an added start token. */
export interface TokenPrompt {
  readonly tokens: readonly number[];
}

/** What a model in this process continues. */
export type LocalPrompt = Prompt | TokenPrompt;

/** Whether a prompt consists of token ids. */
export function isTokenPrompt(prompt: LocalPrompt): prompt is TokenPrompt {
  return typeof prompt === 'object' && 'tokens' in prompt;
}
