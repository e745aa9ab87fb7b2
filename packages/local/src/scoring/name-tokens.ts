import type { ScoredToken } from '@dln/llm';

import type { RowAnswer } from '../engine/read-answer.ts';
import type { Tokenizer } from '../tokens/create-tokenizer.ts';

/**
 * Names tokens by their text without repetition. A token that is part of a character, or has the
 * same text as a likelier one, is named by its number.
 */
export function nameTokens(
  answer: RowAnswer,
  context: readonly number[],
  tokenizer: Tokenizer,
): readonly ScoredToken[] {
  const taken = new Set<string>();
  return [...answer].map(([token, logProbability]) => {
    const text = tokenizer.decodeToken(token, context);
    const isOwn = !text.includes('\uFFFD') && !taken.has(text);
    taken.add(text);
    return { token: isOwn ? text : `<token ${token}>`, logProbability };
  });
}
