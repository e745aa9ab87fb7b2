import { type Prompt, toMessages, UnsupportedCapabilityError } from '@dln/llm';
import type { LlamaModel, Token } from 'node-llama-cpp';

import type { ChatReading } from '../chat/open-chat.ts';

/** A token that no text contains. */
export interface NamedToken {
  readonly id: number;
  /** How the vocabulary writes it. */
  readonly text: string;
}

/** Converts between texts and tokens of a model. */
export interface Tokenizer {
  /** Tokens that the model expects before a text. */
  readonly start: readonly number[];
  /** Begins texts; undefined if the vocabulary has no such token. */
  readonly startToken: NamedToken | undefined;
  /** Ends texts; undefined if the vocabulary has no such token. */
  readonly endToken: NamedToken | undefined;
  /**
   * Encodes a prompt from its start: a text after the start token that the model expects, a chat as
   * the model's template writes it. Empty only for an empty text and a model without special
   * tokens.
   */
  readonly encodeContext: (prompt: Prompt) => readonly number[];
  /** Encodes a continuation: its tokens do not depend on the preceding text. */
  readonly encodeContinuation: (text: string) => readonly number[];
  /** Number of tokens of a text, without special tokens. */
  readonly count: (text: string) => number;
  /** Decodes tokens of a continuation. */
  readonly decode: (tokens: readonly number[], after: readonly number[]) => string;
  /** Decodes one token, also a special one. */
  readonly decodeToken: (token: number, after: readonly number[]) => string;
  /** Whether the token ends a text. */
  readonly isEnd: (token: number) => boolean;
}

/** Vocabularies that add a blank at the start of every text. */
const SENTENCE_PIECE = 'spm';

/** How many previous tokens are needed to decide whether a blank belongs before the next one. */
const LOOK_BACK = 8;

/**
 * Creates the tokenizer of a loaded model. Special tokens written in a text are encoded as plain
 * characters.
 *
 * @param chat - how the model reads prompts
 * @param id - the model's name in errors
 */
export function createTokenizer(
  model: LlamaModel,
  { format, encodeMessages }: ChatReading,
  id: string,
): Tokenizer {
  const { bos, eos, shouldPrependBosToken } = model.tokens;
  const start = shouldPrependBosToken && bos !== null ? [bos] : [];
  // A model without a start token was trained on texts separated by the end token.
  const nothing = [bos ?? eos].filter((token) => token !== null);
  const vocabularyType: string = model.vocabularyType;
  const blanks = vocabularyType === SENTENCE_PIECE ? 'trimLeadingSpace' : undefined;
  const lookBack = (after: readonly number[]): readonly Token[] =>
    after.slice(-LOOK_BACK) as Token[];

  const describe = (token: Token | null): NamedToken | undefined =>
    token === null ? undefined : { id: token, text: model.detokenize([token], true) };

  return {
    start,
    startToken: describe(bos),
    endToken: describe(eos),
    encodeContext(prompt) {
      if (typeof prompt !== 'string' || format === 'chat') {
        if (encodeMessages === undefined) throw noTemplate(id);
        return encodeMessages(toMessages(prompt));
      }
      const tokens = [...start, ...model.tokenize(prompt, false)];
      return tokens.length === 0 ? nothing : tokens;
    },
    encodeContinuation: (text) => model.tokenize(text, false, blanks),
    count: (text) => model.tokenize(text, false).length,
    decode: (tokens, after) => model.detokenize(tokens as readonly Token[], false, lookBack(after)),
    decodeToken(token, after) {
      const text = model.detokenize([token as Token], false, lookBack(after));
      return text === '' ? model.detokenize([token as Token], true) : text;
    },
    isEnd: (token) => model.isEogToken(token as Token),
  };
}

function noTemplate(modelId: string): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    modelId,
    capability: 'messages',
    reason: 'its file has no chat template, and the prompt consists of chat messages.',
    advice: 'Send a plain text, or use a model with a chat template.',
  });
}
