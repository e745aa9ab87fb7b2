import type { ChatRequest, CompletionsRequest } from './requests.ts';

/** Answers requests of the API. */
export interface Service {
  /** The name that clients send as `model`. */
  readonly model: string;
  chat(request: ChatRequest, call: ServiceCall): Promise<ServiceAnswer>;
  complete(request: CompletionsRequest, call: ServiceCall): Promise<ServiceAnswer>;
  /**
   * Converts between texts and token ids, as vLLM's endpoints do. @default the server has no such
   * endpoints
   */
  readonly tokenizer?: () => Promise<ServiceTokenizer>;
}

/** How a service is called. */
export interface ServiceCall {
  /** Aborts when the client goes away or the server stops. */
  readonly signal: AbortSignal;
  /**
   * Called with pieces of a choice's text as they come, for a streamed request. What is not emitted
   * of a text follows at its end.
   */
  readonly onText?: ((piece: string, choice: number) => void) | undefined;
}

/** What a service answers. */
export interface ServiceAnswer {
  /** For completions: all choices of the first prompt, then those of the second. */
  readonly choices: readonly ServiceChoice[];
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number };
  /** Settings of the request that the service did not use. */
  readonly ignored: readonly string[];
}

/** One answer. */
export interface ServiceChoice {
  readonly text: string;
  readonly finishReason: 'stop' | 'length' | 'content_filter';
  /** The listed tokens, if log-probabilities were asked for. */
  readonly tokens?: readonly ServiceToken[] | undefined;
  /** What only a network knows of its answer; sent as `dln`. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** A token of an answer, or of an echoed prompt. */
export interface ServiceToken {
  readonly text: string;
  /** Characters (code points) before it in the choice's text. */
  readonly offset: number;
  /** In nats; null for a token that nothing stands before. */
  readonly logProbability: number | null;
  /** Best first; without the token itself if it is not among them. */
  readonly top: readonly { readonly token: string; readonly logProbability: number }[];
}

/** A tokenizer, as vLLM's endpoints show it. */
export interface ServiceTokenizer {
  /** Token ids of a text. @param addSpecialTokens adds what the model expects before a text */
  readonly encode: (text: string, addSpecialTokens: boolean) => readonly number[];
  readonly decode: (tokens: readonly number[]) => string;
  readonly startText: string | null;
  readonly endText: string | null;
}
