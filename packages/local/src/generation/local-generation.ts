import type { GenerateRequest, Generation } from '@dln/llm';

import type { LocalPrompt } from '../tokens/token-prompt.ts';

/** One text to continue, or its token ids. */
export interface LocalGenerateRequest extends Omit<GenerateRequest, 'prompt'> {
  readonly prompt: LocalPrompt;
}

/** A reply with its token ids. */
export interface LocalGeneration extends Generation {
  /** Tokens that begin within the text; without the end token. */
  readonly tokenIds: readonly number[];
  /** The token that ended the reply, if the model wrote one. */
  readonly endToken?: number | undefined;
}
