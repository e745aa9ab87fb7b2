import type { Engine } from '../engine/open-engine.ts';
import { LocalModelArgumentError } from '../local-model-argument-error.ts';
import { checkFits } from './check-fits.ts';

/**
 * Checks token ids that a caller made.
 *
 * @param following tokens that must fit after them
 * @throws LocalModelArgumentError for an empty list and for ids outside the vocabulary
 * @throws ContextOverflowError if they do not fit
 */
export function checkTokens(
  tokens: readonly number[],
  {
    vocabulary,
    contextLength,
    trainedLength,
  }: Pick<Engine, 'vocabulary' | 'contextLength' | 'trainedLength'>,
  following = 0,
): void {
  if (tokens.length === 0) {
    const wanted = 'at least one token';
    throw new LocalModelArgumentError({ argument: 'tokens', value: tokens, wanted });
  }
  checkVocabulary(tokens, vocabulary);
  checkFits({ context: tokens, continuation: following, contextLength, trainedLength });
}

/** @throws LocalModelArgumentError for ids outside the vocabulary, which would end the process */
export function checkVocabulary(tokens: readonly number[], vocabulary: number): void {
  const wrong = tokens.find(
    (token) => !Number.isInteger(token) || token < 0 || token >= vocabulary,
  );
  if (wrong !== undefined) {
    const wanted = `a token id from 0 to ${vocabulary - 1}`;
    throw new LocalModelArgumentError({ argument: 'tokens', value: wrong, wanted });
  }
}
