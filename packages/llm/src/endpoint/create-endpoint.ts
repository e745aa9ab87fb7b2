import { AzureOpenAI, OpenAI } from 'openai';

import { NO_SPENDING, type Spending } from '../budget/budget-limits.ts';
import type { Budget } from '../budget/create-budget.ts';
import { checkOptions } from '../check-options.ts';
import { given } from '../given.ts';
import type { CallOptions } from '../language-model.ts';
import { ApiCallError } from './api-call-error.ts';
import { ConnectionError } from './connection-error.ts';
import { createAnsweredShapes } from './answered-shapes.ts';
import { AuthenticationError } from './authentication-error.ts';
import { createOutageWatch } from './outage.ts';
import { findErrorBody } from './error-body.ts';
import { readProxySettings } from './proxied-fetch.ts';
import { readBody } from './read-body.ts';
import { createBrokenStreamError } from './create-broken-stream-error.ts';
import { readStreamedText } from './read-streamed-text.ts';
import { createScheduler, LONGEST_RETRY_AFTER_IN_MS, type Scheduler } from './create-scheduler.ts';
import { createFetch } from './create-fetch.ts';
import { InvalidApiKeyError } from './invalid-api-key-error.ts';
import { InvalidBaseUrlError } from './invalid-base-url-error.ts';
import { mayHaveCost } from './may-have-cost.ts';
import { MissingApiKeyError } from './missing-api-key-error.ts';
import type { Ends } from './waiting-list.ts';
import { type ListedModel, parseModelList } from './model-list.ts';
import { readAllowances } from './rate-limit-headers.ts';
import { redactUrl } from './redact.ts';
import { isRefusal } from './is-refusal.ts';
import {
  createBodyError,
  createPageError,
  type ErrorContext,
  translateError,
} from './translate-error.ts';

/** Options of `createEndpoint`. */
export interface EndpointOptions {
  /** The key; any text, such as `EMPTY`, for a server that asks for none. */
  readonly apiKey: string;
  /** Where the API lives, `/v1` included. @default OpenAI's own address */
  readonly baseUrl?: string;
  /** Speak Azure's dialect: deployments in the path, `api-key` header, this version of its API. */
  readonly azureApiVersion?: string;
  /** Shared by all models of the endpoint. @default a scheduler of its own */
  readonly scheduler?: Scheduler;
  /** Caps on what is sent; requests for models only, not for their names. @default none */
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

/** A server that speaks OpenAI's API, with one scheduler for all that is sent to it. */
export interface Endpoint {
  /** Where it lives, without secrets. */
  readonly baseUrl: string;
  /** Whose API it is: `azure` and `openai` are hosted by them, with limits that are known. */
  readonly provider: 'openai' | 'azure' | 'compatible';
  readonly scheduler: Scheduler;
  /**
   * Sends a request and reads its reply, again where it fails in passing.
   *
   * @throws ApiCallError or one of its kinds
   * @throws BudgetExceededError where the request could pass a cap; it was not sent then
   */
  post<Result>(request: EndpointRequest<Result>): Promise<Result>;
  /**
   * The names of the models that it says it serves; none where it does not say.
   *
   * @throws AuthenticationError, ConnectionError
   */
  listModels(options?: Pick<CallOptions, 'signal'>): Promise<readonly string[]>;
  /** How many tokens a model's prompt and reply may have together, where the server's list of models says so (vLLM, llama.cpp's server). */
  readContextLength(
    model: string,
    options?: Pick<CallOptions, 'signal'>,
  ): Promise<number | undefined>;
}

/** One request to an endpoint. */
export interface EndpointRequest<Result> {
  readonly path: '/completions' | '/chat/completions';
  readonly body: Readonly<Record<string, unknown>>;
  /** Reads the reply's JSON; what it throws counts as a failure of the request. */
  readonly parse: (reply: unknown) => Result;
  /** Looks at the reply once it is paid for; what it throws counts as a failure of the request. */
  readonly check?: (result: Result) => void;
  /** Asks for a stream, and is called with each piece of the reply's text as it arrives. A request that has emitted a piece is not sent again. */
  readonly onText?: ((piece: string) => void) | undefined;
  /** What a budget holds and counts. @default unknown, so that no cap on tokens or money lets it through */
  readonly use?: {
    /** The most that prompt and reply can take. */
    readonly most: TokenUse;
    /** What they took. */
    readonly of: (result: Result) => TokenUse;
  };
  /** Ends it at once. */
  readonly signal?: AbortSignal;
  /** Lets it come to its end if it is under way; else it is not sent, or not sent again. */
  readonly closing?: AbortSignal;
}

/** What the tokens of a request come to. */
export type TokenUse = Pick<Spending, 'tokens' | 'dollars'>;

const UNKNOWN_USE = {
  most: { tokens: Infinity, dollars: Infinity },
  of: (): TokenUse => NO_SPENDING,
};

const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/**
 * Opens an endpoint. Nothing is sent yet.
 *
 * @throws MissingApiKeyError where the key is empty
 * @throws InvalidApiKeyError where no header can hold the key
 * @throws InvalidBaseUrlError where the base URL is none
 */
export function createEndpoint(asked: EndpointOptions): Endpoint {
  const options = checkOptions(asked, { caller: 'createEndpoint', known: endpointOptionNames });
  const { apiKey, baseUrl = OPENAI_BASE_URL, scheduler = createScheduler(), budget } = options;
  checkBaseUrl(baseUrl);
  const shownUrl = redactUrl(baseUrl);
  if (apiKey === '') throw new MissingApiKeyError({ variable: 'apiKey', endpoint: shownUrl });
  if (!fitsHeader(apiKey)) throw new InvalidApiKeyError({ endpoint: shownUrl });
  const client = createClient(options, baseUrl, shownUrl);
  const provider = providerOf(options, baseUrl);
  const context = {
    baseUrl: shownUrl,
    proxy: shownProxy(baseUrl),
    secrets: [apiKey, ...new URL(baseUrl).searchParams.values()],
  };

  // A key that is refused at first is refused to everyone who waits.
  let refusal: AuthenticationError | undefined;
  const contextNow = (): ErrorContext => ({
    ...context,
    isProvenServer: scheduler.statistics.succeeded > 0,
  });

  const outages = createOutageWatch();
  const answered = createAnsweredShapes();

  const send = async <Result>(
    call: (signal: AbortSignal) => Promise<Result>,
    ends: Ends,
  ): Promise<Result> => {
    let tries = 0;
    let succeededAtFirstFailure: number | undefined;
    const attempt = async (attemptSignal: AbortSignal): Promise<Result> => {
      if (refusal !== undefined) throw refusal;
      tries++;
      try {
        return await call(attemptSignal);
      } catch (error) {
        attemptSignal.throwIfAborted();
        succeededAtFirstFailure ??= scheduler.statistics.succeeded;
        const translated = translateError(error, contextNow());
        const isNew = scheduler.statistics.succeeded === 0;
        if (isNew && translated instanceof AuthenticationError) refusal = translated;
        throw translated;
      }
    };
    try {
      return await scheduler.run(attempt, ends);
    } catch (error) {
      ends.signal?.throwIfAborted();
      // An attempt whose time was up was ended by the scheduler, in its own words.
      const last = translateError(error, contextNow());
      if (last instanceof ApiCallError && last !== refusal) {
        const { succeeded } = scheduler.statistics;
        const isItem =
          mayPassElsewhere(last) &&
          outages.isAlone({
            succeededAtFirstFailure: succeededAtFirstFailure ?? succeeded,
            succeeded,
          });
        last.conclude({ tries, itemFailure: isItem ? 'server-error' : undefined });
      }
      throw last;
    }
  };

  /** A refusal of this request's prompt: the server has answered another prompt with the same fields. */
  const settleRefusal = (
    error: unknown,
    request: Pick<EndpointRequest<unknown>, 'path' | 'body'>,
  ): unknown => {
    const translated = translateError(error, contextNow());
    if (isRefusal(translated) && answered.has(request))
      translated.conclude({ tries: 1, itemFailure: 'refused' });
    return translated;
  };

  const readReply = (text: string, headers: Headers): unknown => {
    const value = readBody(text);
    if (typeof value === 'string') throw createPageError(value, contextNow());
    const error = findErrorBody(value);
    if (error !== undefined) throw createBodyError(error, headers, contextNow());
    return value;
  };

  const readModels = async ({ signal }: Pick<CallOptions, 'signal'> = {}): Promise<
    readonly ListedModel[]
  > => {
    // Azure's models are deployments, which its API does not list.
    if (provider === 'azure') return [];
    try {
      return parseModelList(
        await send(
          (attemptSignal) => client.get<unknown>('/models', { signal: attemptSignal }),
          given('signal', signal),
        ),
      );
    } catch (error) {
      if (error instanceof ApiCallError && error.status === 404) return [];
      throw error;
    }
  };

  return {
    baseUrl: shownUrl,
    provider,
    scheduler,
    post: ({ path, body: asked, parse, check, use, onText, signal, closing }) => {
      const body = onText
        ? { ...asked, stream: true, stream_options: { include_usage: true } }
        : asked;
      let hasEmitted = false;
      const emit = (piece: string): void => {
        hasEmitted = true;
        onText?.(piece);
      };
      return send(
        async (attemptSignal) => {
          const { most, of } = use ?? UNKNOWN_USE;
          const reservation = await budget?.reserve(
            { requests: 1, ...most },
            { signal: attemptSignal },
          );
          const reply = await (async () => {
            try {
              const request = client.post<unknown>(path, { body, signal: attemptSignal });
              const response = await request.asResponse();
              const text = onText
                ? await readStreamedText(response, client, emit)
                : await response.text();
              const parsed = parse(readReply(text, response.headers));
              const used = of(parsed);
              reservation?.settle({ requests: 1, ...used });
              scheduler.heed({
                allowances: readAllowances(response.headers),
                tokens: used.tokens,
              });
              return parsed;
            } catch (error) {
              const settled = settleRefusal(error, { path, body });
              if (mayHaveCost(settled)) reservation?.forfeit();
              else reservation?.settle({ ...NO_SPENDING, requests: 1 });
              throw hasEmitted ? createBrokenStreamError(settled, shownUrl) : settled;
            }
          })();
          answered.add({ path, body });
          check?.(reply);
          return reply;
        },
        { ...given('signal', signal), ...given('closing', closing) },
      );
    },
    listModels: async (callOptions) => (await readModels(callOptions)).map(({ id }) => id),
    async readContextLength(model, callOptions) {
      const models = await readModels(callOptions);
      return models.find(({ id }) => id === model)?.contextLength;
    },
  };
}

/** The proxy of the environment for an address, without its password. */
function shownProxy(baseUrl: string): string | undefined {
  const { httpProxy, httpsProxy = httpProxy } = readProxySettings();
  const proxy = baseUrl.startsWith('https:') ? httpsProxy : httpProxy;
  return proxy === undefined ? undefined : redactUrl(proxy);
}

/** A failure of the server that other requests may not meet: it was retried to the end, at an address that exists. */
function mayPassElsewhere(error: ApiCallError): boolean {
  if (error instanceof ConnectionError && error.isUnreachable) return false;
  return error.isRetryable && (error.retryAfterInMs ?? 0) <= LONGEST_RETRY_AFTER_IN_MS;
}

function checkBaseUrl(baseUrl: string): void {
  if (!/^https?:/.test(baseUrl) || !URL.canParse(baseUrl)) {
    const reason =
      'it must begin with http:// or https://, and usually ends in /v1, as in http://localhost:8000/v1.';
    throw new InvalidBaseUrlError({ baseUrl, reason });
  }
  if (new URL(baseUrl).username !== '') {
    const reason = 'it holds a user name. Leave that out, and give the key as the API key.';
    throw new InvalidBaseUrlError({ baseUrl: redactUrl(baseUrl), reason });
  }
}

/** Node refuses a header that it cannot send in words that quote it, so a key is tried before it is used. */
function fitsHeader(apiKey: string): boolean {
  try {
    return new Headers({ authorization: `Bearer ${apiKey}` }).has('authorization');
  } catch {
    return false;
  }
}

function providerOf(options: EndpointOptions, baseUrl: string): Endpoint['provider'] {
  if (options.azureApiVersion !== undefined) return 'azure';
  return new URL(baseUrl).hostname === 'api.openai.com' ? 'openai' : 'compatible';
}

function createClient(options: EndpointOptions, baseURL: string, shownUrl: string): OpenAI {
  const shared = {
    fetch: createFetch(shownUrl),
    apiKey: options.apiKey,
    baseURL,
    // The scheduler retries and sets the time limit, which also covers a body that never ends.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: 'off',
    // An administrator's key in the environment is not for whatever server the base URL names.
    adminAPIKey: null,
  } as const;
  return options.azureApiVersion === undefined
    ? new OpenAI(shared)
    : new AzureOpenAI({ ...shared, apiVersion: options.azureApiVersion });
}
