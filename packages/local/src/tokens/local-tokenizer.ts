import type { Prompt } from '@dln/llm';

import type { Engine } from '../engine/open-engine.ts';
import { checkVocabulary } from './check-tokens.ts';
import type { NamedToken } from './create-tokenizer.ts';

/** Converts between texts and token ids of an open model. */
export interface LocalTokenizer {
  /** Tokens that the model expects before a text; empty for models without a start token. */
  readonly start: readonly number[];
  /** Begins texts; undefined if the vocabulary has no such token. */
  readonly startToken: NamedToken | undefined;
  /** Ends texts; undefined if the vocabulary has no such token. */
  readonly endToken: NamedToken | undefined;
  /**
   * Token ids of a text, without start tokens. Special tokens written in it are plain characters.
   */
  readonly encode: (text: string) => readonly number[];
  /** Token ids of a prompt as the model reads it: a text after `start`, a chat in its template. */
  readonly encodePrompt: (prompt: Prompt) => readonly number[];
  /** @throws LocalModelArgumentError for ids outside the vocabulary */
  readonly decode: (tokens: readonly number[]) => string;
  /** Size of the vocabulary. Ids are below it. */
  readonly vocabulary: number;
  /** Ends a text or a turn. */
  readonly isEnd: (token: number) => boolean;
}

/** The tokenizer of an engine, for callers. */
export function toLocalTokenizer({ tokenizer, vocabulary }: Engine): LocalTokenizer {
  return {
    start: tokenizer.start,
    startToken: tokenizer.startToken,
    endToken: tokenizer.endToken,
    encode: tokenizer.encodeContinuation,
    encodePrompt: tokenizer.encodeContext,
    decode: (tokens) => {
      checkVocabulary(tokens, vocabulary);
      return tokenizer.decode(tokens, []);
    },
    vocabulary,
    isEnd: tokenizer.isEnd,
  };
}
