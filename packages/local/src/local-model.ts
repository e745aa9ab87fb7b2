import type {
  CallOptions,
  GenerateOptions,
  LanguageModel,
  OnResult,
  ScoreTextRequest,
} from '@dln/llm';

import type { LocalGenerateRequest, LocalGeneration } from './generation/local-generation.ts';
import type { TokenReading } from './scoring/read-tokens.ts';
import type { LocalTokenizer } from './tokens/local-tokenizer.ts';

/** What a model has evaluated since it was created. Benchmarks compare two snapshots. */
export interface LocalStatistics {
  /** Tokens evaluated, including padding. */
  readonly tokensEvaluated: number;
  /**
   * The minimum for any plan: each distinct prefix of a call's texts, and each generated token,
   * once.
   */
  readonly distinctPrefixTokens: number;
}

/** Options of `LocalModel.evaluate`. */
export interface EvaluateOptions {
  /**
   * `none`: llama.cpp's plain prompt evaluation; `all`: with the logits of the whole vocabulary at
   * every token. @default 'none'
   */
  readonly logits?: 'none' | 'all';
}

/** Options of `LocalModel.generate`. */
export interface LocalGenerateOptions extends Omit<GenerateOptions, 'onResult'> {
  readonly onResult?: OnResult<LocalGeneration>;
  /**
   * Called with each piece of the text as it is written, in a call of one request. Calls of several
   * do not call it.
   */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** Options of `LocalModel.readTokens`. */
export interface ReadTokensOptions extends Pick<CallOptions, 'signal'> {
  /** Number of most likely tokens at each place, at most 100. @default 0 */
  readonly top?: number;
}

/** A language model that runs in this process. */
export interface LocalModel
  extends
    Omit<LanguageModel, 'generate' | 'scoreText' | 'nextToken' | 'streamText'>,
    Required<Pick<LanguageModel, 'scoreText' | 'nextToken' | 'streamText'>>,
    AsyncDisposable {
  /**
   * The name of the model; ends in ` (chat)` once the file is open, if plain prompts are read as
   * chats.
   */
  readonly id: string;
  /** How a plain prompt is read; undefined before the file is open. */
  readonly format: 'plain' | 'chat' | undefined;
  readonly statistics: LocalStatistics;
  /** Like `generate` of every model; a prompt may consist of token ids, and replies have theirs. */
  generate(
    requests: readonly LocalGenerateRequest[],
    options?: LocalGenerateOptions,
  ): Promise<readonly LocalGeneration[]>;
  /**
   * Reads texts, given as token ids, token by token: each token's log-probability after those
   * before it.
   *
   * @throws ContextOverflowError, LocalModelArgumentError for texts that do not fit or have no
   *   tokens
   */
  readTokens(
    texts: readonly (readonly number[])[],
    options?: ReadTokensOptions,
  ): Promise<readonly (readonly TokenReading[])[]>;
  /** The model's tokenizer. Opens the model. */
  openTokenizer(): Promise<LocalTokenizer>;
  /** Loads the model now instead of on the first call, and throws any loading errors. */
  open(): Promise<void>;
  /**
   * Evaluates the tokens that `scoreText` would evaluate, by the same plan, and reads no scores. It
   * is the baseline for scoring speed.
   */
  evaluate(
    requests: readonly ScoreTextRequest[],
    options?: CallOptions & EvaluateOptions,
  ): Promise<void>;
  /** Aborts running calls and frees the memory. Later calls reject. Closing twice is allowed. */
  close(): Promise<void>;
}
