import type { ScoredToken } from '@dln/llm';

import type { Engine } from '../engine/open-engine.ts';
import type { CachedSequence } from '../evaluation/cached-sequence.ts';
import type { Draft } from './draft.ts';

/**
 * The tokens of a finished reply with their log-probabilities, as `scoreText` gives them: at
 * temperature 1, independent of the sampling. They take one more pass over the reply; its prompt is
 * still in the cache.
 *
 * @param text - the reply; tokens that begin after its end are left out
 */
export async function scoreReply({
  draft,
  text,
  sequence,
  engine: { tokenizer },
  signal,
}: {
  readonly draft: Draft;
  readonly text: string;
  readonly sequence: CachedSequence;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}): Promise<readonly ScoredToken[]> {
  const { prompt } = draft.job;
  const tokens = tokensOf(draft, text);
  if (tokens.length === 0) return [];
  const targets = new Map(
    tokens.map((token, index) => [prompt.length - 1 + index, new Set([token])]),
  );
  const evaluated = [...prompt, ...tokens.slice(0, -1)];
  const answers = await sequence.read(evaluated, { targets, top: 0, signal });
  return tokens.map((token, index) => {
    const row = prompt.length - 1 + index;
    return {
      token: tokenizer.decodeToken(token, [...prompt, ...tokens.slice(0, index)]),
      logProbability: answers.get(row)?.get(token) as number,
    };
  });
}

/** The tokens of a reply; those that begin after its end are left out. */
export function tokensOf(draft: Draft, text: string): readonly number[] {
  return draft.tokens.slice(0, draft.tokensWithin(text.length));
}
