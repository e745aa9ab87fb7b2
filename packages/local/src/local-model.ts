import type { CallOptions, LanguageModel, ScoreTextRequest } from '@dln/llm';

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

/** A language model that runs in this process. */
export interface LocalModel
  extends
    Omit<LanguageModel, 'scoreText' | 'nextToken'>,
    Required<Pick<LanguageModel, 'scoreText' | 'nextToken'>>,
    AsyncDisposable {
  /**
   * The name of the model; ends in ` (chat)` once the file is open, if plain prompts are read as
   * chats.
   */
  readonly id: string;
  /** How a plain prompt is read; undefined before the file is open. */
  readonly format: 'plain' | 'chat' | undefined;
  readonly statistics: LocalStatistics;
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
