import type { Prompt } from '@dln/llm';

import type { Engine } from '../engine/open-engine.ts';
import { LocalModelArgumentError } from '../local-model-argument-error.ts';
import { checkFits } from './check-fits.ts';

/**
 * Encodes a prompt that at least one token follows.
 *
 * @throws ContextOverflowError if the context has no room for that token
 */
export function encodePrompt(
  prompt: Prompt,
  { tokenizer, contextLength, trainedLength }: Engine,
): readonly number[] {
  const context = tokenizer.encodeContext(prompt);
  if (context.length === 0) {
    const wanted = 'a text of at least one token, because the model has no start token';
    throw new LocalModelArgumentError({ argument: 'prompt', value: prompt, wanted });
  }
  checkFits({ context, continuation: 1, contextLength, trainedLength });
  return context;
}
