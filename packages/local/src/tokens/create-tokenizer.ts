import type { LlamaModel, Token } from 'node-llama-cpp';

/** Converts between texts and tokens of a model. */
export interface Tokenizer {
  /**
   * Encodes a text from its start, after the start token that the model expects. Empty only for an
   * empty text and a model without special tokens.
   */
  readonly encodeContext: (text: string) => readonly number[];
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
 */
export function createTokenizer(model: LlamaModel): Tokenizer {
  const { bos, eos, shouldPrependBosToken } = model.tokens;
  const start = shouldPrependBosToken && bos !== null ? [bos] : [];
  // A model without a start token was trained on texts separated by the end token.
  const nothing = [bos ?? eos].filter((token) => token !== null);
  const vocabularyType: string = model.vocabularyType;
  const blanks = vocabularyType === SENTENCE_PIECE ? 'trimLeadingSpace' : undefined;
  const lookBack = (after: readonly number[]): readonly Token[] =>
    after.slice(-LOOK_BACK) as Token[];

  return {
    encodeContext(text) {
      const tokens = [...start, ...model.tokenize(text, false)];
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
