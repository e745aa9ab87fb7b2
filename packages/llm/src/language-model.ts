import type { RequestParameter } from './backends/request-parameter.ts';
import type { ItemFailure } from './item-failure.ts';
import type { Price } from './prices/price.ts';
import type { Prompt } from './prompts/prompt.ts';
import type { ReplySchema } from './reply-schema.ts';
import type { TextStreamPart } from './streaming/stream-pieces.ts';

/** How a model comes by the log-probability of a given text. */
export type TextScoringMethod = 'echo' | 'prompt-logprobs' | 'in-process';

/**
 * What a model can do; found out by a probe or known from its backend, never from a list of names.
 */
export interface Capabilities {
  /**
   * `scoreText` gives the log-probability of a given text (echo, prompt_logprobs, or in process).
   */
  readonly scoresText: boolean;
  /** How it does, where that is known; endpoints ask in this way. @default 'echo' at endpoints */
  readonly textScoring?: TextScoringMethod;
  /** How many of the most likely next tokens `nextToken` can give; 0 if unsupported. */
  readonly maxTopTokens: number;
  /**
   * A prompt is continued from its end, so that a text can be read token by token; a chat model
   * answers it instead.
   * @default false
   */
  readonly continuesText?: boolean;
  /** One request may hold several prompts. @default false */
  readonly promptLists?: boolean | undefined;
  /** Prompts may be chat messages. @default false */
  readonly readsMessages?: boolean;
  /**
   * `replySchema` is sent to the server, which may still refuse it (`refuses`) or ignore it.
   * @default false
   */
  readonly followsSchemas?: boolean;
  /** A seed makes a sampled reply repeatable. */
  readonly seeds: boolean;
  /** Tokens of prompt and reply together, where known. */
  readonly contextLength?: number;
  /**
   * `countTokens` uses the model's own tokenizer; otherwise it guesses from the text's length.
   * @default false
   */
  readonly countsTokensExactly?: boolean;
  /**
   * Settings of a request that the server refuses. They are left out, or sent under another name.
   * @default none known
   */
  readonly refuses?: readonly RequestParameter[] | undefined;
}

/** Tokens that a request used, as the backend counts them. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /**
   * Requests that were sent for the answer: 0, and no tokens, for an answer from a cache.
   * @default 1
   */
  readonly requests?: number;
  /**
   * The backend reported no counts, and these are guessed from the lengths of the texts.
   * @default false
   */
  readonly estimated?: boolean;
  /**
   * Tokens of the prompt that the server still had from before; part of `promptTokens`.
   * @default 0
   */
  readonly cachedTokens?: number;
  /** What the answer cost, in US dollars, if the model's price is known. */
  readonly dollars?: number;
}

/** Options of every call. */
export interface CallOptions {
  /**
   * What a request does that has no answer though the others do, such as a prompt that does not
   * fit: it rejects the call, or has a result that is empty but for its `failure`. A model may
   * always reject. @default 'throw'
   */
  readonly onFailure?: 'throw' | 'return';
  /**
   * Called with the index of each request when it is about to be sent. A model that plans its
   * requests together may leave it uncalled.
   */
  readonly onStart?: (index: number) => void;
  /** Ends the call: what has not been sent is not sent, what is under way is dropped. */
  readonly signal?: AbortSignal;
  /** A seed for the requests of the call that name none. What is scored does not depend on it. */
  readonly seed?: number;
}

/**
 * Called once per result, in any order, with the index of its request: before the call ends, and
 * also if the call later rejects because of another request. A model that answers all requests at
 * once may not call it; middleware then does.
 */
export type OnResult<Result> = (result: Result, index: number) => void;

/** One text to continue. */
export interface GenerateRequest {
  readonly prompt: Prompt;
  /** Makes a sampled reply repeatable if the backend supports it. */
  readonly seed?: number;
  /**
   * How many requests before it have the same prompt and the seed of the call. Middleware that
   * passes on a part of a call sets it, so that equal prompts keep their own samples.
   * @default counted in the call
   */
  readonly repetition?: number;
}

/** How texts are generated, the same for each request of a call. */
export interface GenerateOptions extends CallOptions {
  /** 0 takes the most likely token each time. @default 0 */
  readonly temperature?: number;
  /** Nucleus sampling: the share of probability that is kept. @default 1 */
  readonly topP?: number;
  /** The most tokens a reply may have. */
  readonly maxTokens?: number;
  /** A reply ends before any of these. */
  readonly stop?: readonly string[];
  /** Ask for each reply's tokens and their log-probabilities. @default false */
  readonly logProbabilities?: boolean;
  /**
   * Replies should be JSON of this schema. A model with `followsSchemas` is made to write it;
   * others ignore it. The prompt must ask for it all the same.
   */
  readonly replySchema?: ReplySchema;
  readonly onResult?: OnResult<Generation>;
}

/** A token and its natural-log probability. */
export interface ScoredToken {
  readonly token: string;
  readonly logProbability: number;
}

/** A reply. */
export interface Generation {
  /** As the model wrote it, blanks included. */
  readonly text: string;
  readonly finishReason: 'stop' | 'length' | 'content-filter' | 'other';
  /** The reply's tokens, if they were asked for and the backend gives them. */
  readonly tokens?: readonly ScoredToken[];
  readonly usage: Usage;
  /** Why there is no reply; only with `onFailure: 'return'`. */
  readonly failure?: ItemFailure;
}

/**
 * A text whose probability after a context is wanted. After chat messages it is the assistant's
 * text.
 */
export interface ScoreTextRequest {
  readonly context: Prompt;
  readonly continuation: string;
}

/** Options of `scoreText`. */
export interface ScoreTextOptions extends CallOptions {
  readonly onResult?: OnResult<TextScore>;
}

/** log p(continuation | context), a token at a time. */
export interface TextScore {
  /**
   * Natural-log probabilities of the continuation's tokens, in order. A token that holds text of
   * both sides counts as continuation.
   */
  readonly logProbabilities: readonly number[];
  readonly usage: Usage;
  /** Why there is no score; only with `onFailure: 'return'`. */
  readonly failure?: ItemFailure;
}

/** The most likely next tokens after a context. */
export interface TokenDistribution {
  /** Best first. */
  readonly top: readonly ScoredToken[];
  readonly usage: Usage;
  /** Why there are no tokens; only with `onFailure: 'return'`. */
  readonly failure?: ItemFailure;
}

/** Options of `nextToken`. */
export interface NextTokenOptions extends CallOptions {
  /** How many tokens are wanted; at most the model's `maxTopTokens`. */
  readonly top: number;
  readonly onResult?: OnResult<TokenDistribution>;
}

/**
 * A language model. Calls are batched, so that a backend can plan; results come in the order of the
 * requests. A call rejects with the first permanent error, when what was under way has been heard.
 * `scoreText` and `nextToken` are there exactly when `capabilities` say so.
 */
export interface LanguageModel {
  /** Provider and model, for people: `openai-completions:gpt-x`. */
  readonly id: string;
  readonly capabilities: Capabilities;
  /** What its tokens cost, where that is known. */
  readonly price?: Price;
  generate(
    requests: readonly GenerateRequest[],
    options?: GenerateOptions,
  ): Promise<readonly Generation[]>;
  /**
   * Continues one prompt and gives the pieces of the text as they come, then the reply with its
   * usage. `logProbabilities` and `onResult` are not used. Missing if the model cannot stream.
   */
  streamText?(
    request: GenerateRequest,
    options?: GenerateOptions,
  ): AsyncIterable<TextStreamPart<Generation>>;
  scoreText?(
    requests: readonly ScoreTextRequest[],
    options?: ScoreTextOptions,
  ): Promise<readonly TextScore[]>;
  nextToken?(
    contexts: readonly Prompt[],
    options: NextTokenOptions,
  ): Promise<readonly TokenDistribution[]>;
  /** Tokens in a text: exact if the backend has a tokenizer, otherwise estimated. */
  countTokens(text: string): number | Promise<number>;
}
