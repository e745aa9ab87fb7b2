import type { Budget } from '../budget/create-budget.ts';
import type { CallOptions, Usage } from '../language-model.ts';
import type { Scheduler } from './scheduler.ts';

/** Options of `createEndpoint`. */
export interface EndpointOptions {
  /** The key; any text, such as `EMPTY`, for a server without keys. */
  readonly apiKey: string;
  /** The address of the API, `/v1` included. @default OpenAI's own address */
  readonly baseUrl?: string;
  /** Use Azure's API in this version: deployments in the path, the key in the header `api-key`. */
  readonly azureApiVersion?: string;
  /** Shared by all models of the endpoint. @default a new scheduler */
  readonly scheduler?: Scheduler;
  /**
   * Caps on requests, tokens and money. Requests for the list of models are not counted.
   * @default none
   */
  readonly budget?: Budget;
}

/** Names of the options of `createEndpoint`. */
export const endpointOptionNames: readonly (keyof EndpointOptions)[] = [
  'apiKey',
  'baseUrl',
  'azureApiVersion',
  'scheduler',
  'budget',
];

/** A server with OpenAI's API. One scheduler sends all of its requests. */
export interface Endpoint {
  /** Its address, without secrets. */
  readonly baseUrl: string;
  /** Who runs it. `azure` and `openai` have known limits. */
  readonly provider: 'openai' | 'azure' | 'compatible';
  readonly scheduler: Scheduler;
  /**
   * Sends a request and reads its reply. Retries errors that may pass.
   *
   * @throws ApiCallError or one of its subclasses
   * @throws BudgetExceededError if the request could pass a cap; it was not sent
   */
  post<Result>(request: EndpointRequest<Result>): Promise<Result>;
  /**
   * The names of the models that the server lists; empty if it has no list.
   *
   * @throws ApiCallError `authentication`, `connection`
   */
  listModels(options?: Pick<CallOptions, 'signal'>): Promise<readonly string[]>;
  /**
   * How many tokens a model's prompt and reply may have together; undefined unless the server's
   * list of models contains it (vLLM, llama.cpp's server).
   */
  readContextLength(
    model: string,
    options?: Pick<CallOptions, 'signal'>,
  ): Promise<number | undefined>;
}

/** One request to an endpoint. */
export interface EndpointRequest<Result> {
  readonly path: '/completions' | '/chat/completions' | '/embeddings';
  readonly body: Readonly<Record<string, unknown>>;
  /** Reads the reply's JSON; what it throws counts as a failure of the request. */
  readonly parse: (reply: unknown) => Result;
  /** Checks the reply after it is counted; what it throws counts as a failure of the request. */
  readonly check?: (result: Result) => void;
  /**
   * Asks for a stream, and is called with each piece of the reply's text as it arrives. A request
   * that has emitted a piece is not sent again.
   */
  readonly onText?: ((piece: string) => void) | undefined;
  /** What a budget reserves and counts. @default unknown: refused under a cap on tokens or money */
  readonly use?: {
    /** The most that prompt and reply can take. */
    readonly most: Usage;
    /** What they took. */
    readonly of: (result: Result) => Usage;
  };
  /**
   * Lets the request share a list of prompts with others. @default it is sent by itself
   */
  readonly list?: ListSharing | undefined;
  /** Ends the request at once. */
  readonly signal?: AbortSignal;
  /** Lets an attempt under way finish; starts no other attempt. */
  readonly closing?: AbortSignal;
}

/** How a request shares a list of prompts with others that differ in nothing but the prompt. */
export interface ListSharing {
  /** The most prompts of the list; below 2 the request is sent by itself. */
  readonly most: () => number;
  /**
   * Called if a request of several prompts failed and its prompts are sent one by one.
   *
   * @param refusal `list` if each prompt was then answered by itself, so that the server takes no
   *   list of this size; `unknown` before that is known
   */
  readonly onSplit: (prompts: number, refusal: 'unknown' | 'list') => void;
}

/** The use of a request that describes none: no cap on tokens or money lets it through. */
export const UNKNOWN_USE: NonNullable<EndpointRequest<unknown>['use']> = {
  most: { promptTokens: Infinity, completionTokens: Infinity, dollars: Infinity },
  of: () => ({ promptTokens: 0, completionTokens: 0, dollars: 0 }),
};
