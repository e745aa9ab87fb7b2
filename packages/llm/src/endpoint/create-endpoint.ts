import type { Reservation } from '../budget/create-budget.ts';
import { checkOptions } from '../check-options.ts';
import { given } from '../given.ts';
import type { CallOptions } from '../language-model.ts';
import { NO_USAGE, tokensOf } from '../usage/usage.ts';
import { ApiCallError } from './api-call-error.ts';
import { createBrokenStreamError } from './create-broken-stream-error.ts';
import { createClient } from './create-client.ts';
import { createFailureTracker } from './create-failure-tracker.ts';
import { createScheduler } from './create-scheduler.ts';
import {
  type Endpoint,
  endpointOptionNames,
  type EndpointOptions,
  UNKNOWN_USE,
} from './endpoint.ts';
import { findErrorBody } from './error-body.ts';
import { mayHaveCost } from './may-have-cost.ts';
import { type ListedModel, parseModelList } from './model-list.ts';
import { type Answer, createPromptLists } from './prompt-lists.ts';
import { readProxySettings } from './proxied-fetch.ts';
import { readAllowances } from './rate-limit-headers.ts';
import { readBody } from './read-body.ts';
import { readStreamedText } from './read-streamed-text.ts';
import { followList } from './follow-list.ts';
import { redactUrl } from './redact.ts';
import { createReplyRedactor } from './redact-reply.ts';
import { createSilenceWatch } from './silence-watch.ts';
import { createBodyError, createPageError, type ErrorContext } from './translate-error.ts';

/**
 * Opens an endpoint. Nothing is sent yet.
 *
 * @throws ModelSettingError `missing-api-key` if the key is empty
 * @throws ModelSettingError `invalid-api-key` if no header can carry the key
 * @throws ModelSettingError `invalid-base-url` unless the base URL is an HTTP address without a
 *   user name
 */
export function createEndpoint(asked: EndpointOptions): Endpoint {
  const options = checkOptions(asked, { caller: 'createEndpoint', known: endpointOptionNames });
  const { scheduler = createScheduler(), budget } = options;
  const { client, provider, baseUrl, shownUrl, secrets } = createClient(options);
  const redactor = createReplyRedactor(secrets);
  const silence = createSilenceWatch({ url: shownUrl, notify: scheduler.notify });
  const server = { baseUrl: shownUrl, proxy: shownProxy(baseUrl), secrets };
  const failures = createFailureTracker(server, scheduler);

  const readModels = async ({ signal }: Pick<CallOptions, 'signal'> = {}): Promise<
    readonly ListedModel[]
  > => {
    // Azure's models are deployments, which its API does not list.
    if (provider === 'azure') return [];
    const ends = given('signal', signal);
    const followed = failures.follow(ends);
    const attempt = async (attemptSignal: AbortSignal): Promise<unknown> => {
      followed.begin();
      using _waiting = silence.begin();
      try {
        const response = await client
          .get<unknown>('/models', { signal: attemptSignal })
          .asResponse();
        const text = await response.text();
        return redactor.value(readBody(text), text);
      } catch (error) {
        attemptSignal.throwIfAborted();
        throw followed.note(followed.translate(error));
      }
    };
    try {
      return parseModelList(await scheduler.run(attempt, ends));
    } catch (error) {
      const last = followed.conclude(error);
      if (last instanceof ApiCallError && last.status === 404) return [];
      throw last;
    }
  };

  const readAnswer = async (
    response: Response,
    {
      emit,
      arrived,
    }: {
      readonly emit?: ((piece: string) => void) | undefined;
      readonly arrived?: () => Promise<void>;
    } = {},
  ): Promise<Answer> => {
    silence.hear();
    const pieces = emit && redactor.pieces(emit);
    const text = pieces
      ? await readStreamedText(response, client, pieces.push)
      : await response.text();
    pieces?.end();
    await arrived?.();
    const { headers } = response;
    const read = readReply(text, headers, failures.context);
    return { value: redactor.value(read, text), headers };
  };

  const lists = createPromptLists({
    baseUrl: shownUrl,
    exchange: async ({ path, body, signal }, arrived) =>
      readAnswer(await client.post<unknown>(path, { body, signal }).asResponse(), { arrived }),
  });

  return {
    baseUrl: shownUrl,
    provider,
    scheduler,
    post: async ({ path, body: wanted, parse, check, use, onText, signal, closing, list }) => {
      const body = onText
        ? { ...wanted, stream: true, stream_options: { include_usage: true } }
        : wanted;
      const { most, of } = use ?? UNKNOWN_USE;
      const ends = { ...given('signal', signal), ...given('closing', closing) };
      const followed = failures.follow(ends);
      const listing = list && followList(list, { scheduler });
      let hasEmitted = false;
      const emit = (piece: string): void => {
        hasEmitted = true;
        silence.hear();
        onText?.(piece);
      };
      const attempt = async (attemptSignal: AbortSignal, arrived: () => void) => {
        followed.begin();
        let reservation: Reservation | undefined;
        try {
          reservation = await budget?.reserve({ ...most, requests: 1 }, { signal: attemptSignal });
          using _waiting = silence.begin();
          const room = listing?.most() ?? 1;
          const shared =
            listing && room > 1
              ? await lists
                  .send({ path, body, signal: attemptSignal, most: room, arrived })
                  .catch(listing.fail)
              : undefined;
          const answer =
            shared ??
            (await readAnswer(
              await client.post<unknown>(path, { body, signal: attemptSignal }).asResponse(),
              { emit: onText && emit },
            ));
          const reply = parse(answer.value);
          const used = of(reply);
          reservation?.settle({ ...used, requests: 1 });
          scheduler.heed({ allowances: readAllowances(answer.headers), tokens: tokensOf(used) });
          failures.noteAnswer({ path, body });
          check?.(reply);
          listing?.succeed();
          return reply;
        } catch (error) {
          const failure = followed.translate(error, { path, body });
          // Settling again changes nothing, so a reply that fails its check stays counted.
          if (mayHaveCost(failure)) reservation?.forfeit();
          else reservation?.settle({ ...NO_USAGE, requests: 1, dollars: 0 });
          attemptSignal.throwIfAborted();
          throw followed.note(hasEmitted ? createBrokenStreamError(failure, shownUrl) : failure);
        }
      };
      try {
        return await scheduler.run(attempt, ends);
      } catch (error) {
        throw followed.conclude(error);
      }
    },
    listModels: async (callOptions) => (await readModels(callOptions)).map(({ id }) => id),
    async readContextLength(model, callOptions) {
      const models = await readModels(callOptions);
      return models.find(({ id }) => id === model)?.contextLength;
    },
  };
}

/** The JSON of a reply. @throws ApiCallError if the body is a page or an error */
function readReply(text: string, headers: Headers, context: ErrorContext): unknown {
  const value = readBody(text);
  if (typeof value === 'string') throw createPageError(value, context);
  const error = findErrorBody(value);
  if (error !== undefined) throw createBodyError(error, headers, context);
  return value;
}

/** The proxy of the environment for an address, without its password. */
function shownProxy(baseUrl: string): string | undefined {
  const { httpProxy, httpsProxy = httpProxy } = readProxySettings();
  const proxy = baseUrl.startsWith('https:') ? httpsProxy : httpProxy;
  return proxy === undefined ? undefined : redactUrl(proxy);
}
