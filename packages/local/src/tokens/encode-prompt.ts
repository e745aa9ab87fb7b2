import type { Engine } from '../engine/open-engine.ts';
import { LocalModelArgumentError } from '../local-model-argument-error.ts';
import { checkFits } from './check-fits.ts';
import { checkTokens } from './check-tokens.ts';
import { isTokenPrompt, type LocalPrompt } from './token-prompt.ts';

/**
 * Encodes a prompt that at least one token follows.
 *
 * @throws ContextOverflowError if the context has no room for that token
 */
export function encodePrompt(prompt: LocalPrompt, engine: Engine): readonly number[] {
  if (isTokenPrompt(prompt)) {
    checkTokens(prompt.tokens, engine, 1);
    return prompt.tokens;
  }
  const { tokenizer, contextLength, trainedLength } = engine;
  const context = tokenizer.encodeContext(prompt);
  if (context.length === 0) {
    const wanted = 'a text of at least one token, because the model has no start token';
    throw new LocalModelArgumentError({ argument: 'prompt', value: prompt, wanted });
  }
  checkFits({ context, continuation: 1, contextLength, trainedLength });
  return context;
}
