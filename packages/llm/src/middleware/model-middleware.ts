import type {
  CallOptions,
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
  NextTokenOptions,
  OnResult,
  ScoreTextOptions,
  ScoreTextRequest,
  TextScore,
  TokenDistribution,
} from '../language-model.ts';
import type { Prompt } from '../prompts/prompt.ts';

/** A call of a wrapped model, as its middleware receives it. */
export interface ModelCall<Request, Options, Result> {
  /** The model below the middleware. */
  readonly model: LanguageModel;
  readonly requests: readonly Request[];
  readonly options: Options;
  /** Calls the model below. May be called never, once or several times. */
  readonly next: (requests: readonly Request[], options: Options) => Promise<readonly Result[]>;
}

/** A call of `generate`. */
export type GenerateCall = ModelCall<GenerateRequest, GenerateOptions, Generation>;

/** A call of `scoreText`. */
export type ScoreTextCall = ModelCall<ScoreTextRequest, ScoreTextOptions, TextScore>;

/** A call of `nextToken`. */
export type NextTokenCall = ModelCall<Prompt, NextTokenOptions, TokenDistribution>;

/** Options that all kinds of calls have. */
export interface ResultOptions<Result> extends CallOptions {
  readonly onResult?: OnResult<Result>;
}

/** Changes what a model does. A kind of call without a wrapper reaches the model unchanged. */
export interface ModelMiddleware {
  readonly wrapGenerate?: (call: GenerateCall) => Promise<readonly Generation[]>;
  readonly wrapScoreText?: (call: ScoreTextCall) => Promise<readonly TextScore[]>;
  readonly wrapNextToken?: (call: NextTokenCall) => Promise<readonly TokenDistribution[]>;
}
