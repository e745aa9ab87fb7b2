import { ApiCallError } from './api-call-error.ts';
import type { EndpointRequest } from './endpoint.ts';
import { splitReply } from './split-reply.ts';

/** What a server answered. */
export interface Answer {
  /** The reply's JSON. */
  readonly value: unknown;
  readonly headers: Headers;
}

/** A request that others may join. Its body holds one `prompt`. */
export interface ListedRequest extends Pick<EndpointRequest<unknown>, 'path' | 'body'> {
  /** Ends its part; the others go on. */
  readonly signal: AbortSignal;
  /** The most prompts of the list that it joins. */
  readonly most: number;
  /** Called when the reply has arrived, before it is read. */
  readonly arrived: () => void;
}

/** Sends requests that differ in nothing but their prompt as one request with a list of prompts. */
export interface PromptLists {
  /**
   * Resolves with the reply to this prompt alone, its share of the usage included.
   *
   * @throws ListedRequestError if a request of several prompts failed
   */
  send(request: ListedRequest): Promise<Answer>;
}

/** The failure of a request that held several prompts; any of them may be the cause. */
export class ListedRequestError extends Error {
  override readonly name = 'ListedRequestError';
  /** How many prompts the request held. */
  readonly prompts: number;
  /** How many of them were answered by themselves since. */
  answeredAlone = 0;
  /** Whether the failure was reported. */
  isTold = false;

  constructor(prompts: number, cause: unknown) {
    super(`A request of ${prompts} prompts failed.`, { cause });
    this.prompts = prompts;
  }
}

interface Item {
  readonly request: ListedRequest;
  readonly answer: PromiseWithResolvers<Answer>;
  readonly leave: () => void;
}

interface List {
  readonly key: string;
  readonly items: Set<Item>;
  readonly ending: AbortController;
}

/** Options of `createPromptLists`. */
export interface PromptListsOptions {
  /** Sends one request. Waits for `arrived` before it reads the reply. */
  readonly exchange: (
    request: Pick<EndpointRequest<unknown>, 'path' | 'body'> & { readonly signal: AbortSignal },
    arrived: () => Promise<void>,
  ) => Promise<Answer>;
  /** Named in errors, without secrets. */
  readonly baseUrl: string;
}

/**
 * Lists of prompts. A list takes the requests that are sent in one turn of the event loop, and is
 * sent at the end of that turn, so no request waits for another one.
 */
export function createPromptLists({ exchange, baseUrl }: PromptListsOptions): PromptLists {
  const open = new Map<string, List>();

  const send = async (list: List): Promise<void> => {
    if (open.get(list.key) === list) open.delete(list.key);
    const items = [...list.items];
    const [first] = items;
    if (first === undefined) return;
    const { path, body } = first.request;
    const prompts = items.map((item) => item.request.body['prompt']);
    const isShared = items.length > 1;
    try {
      const { value, headers } = await exchange(
        {
          path,
          body: isShared ? { ...body, prompt: prompts } : body,
          signal: list.ending.signal,
        },
        async () => {
          for (const { request } of items) request.arrived();
          // The next list is collected in this turn and sent in the following one, so that the
          // server works while this reply is read.
          await nextTurn();
          await nextTurn();
        },
      );
      const values = isShared ? splitReply(value, { body, prompts }) : [value];
      if (values === undefined) throw createUnequalError(baseUrl, items.length);
      for (const [index, item] of items.entries())
        item.answer.resolve({ value: values[index], headers });
    } catch (error) {
      const failure = isShared ? new ListedRequestError(items.length, error) : error;
      for (const item of items) item.answer.reject(failure);
    } finally {
      for (const item of items) item.leave();
    }
  };

  return {
    send: (request) => {
      const { path, body, signal, most } = request;
      const { prompt: _, ...fields } = body;
      const key = `${path} ${JSON.stringify(fields)}`;
      let list = open.get(key);
      if (list === undefined) {
        const opened: List = { key, items: new Set(), ending: new AbortController() };
        open.set(key, opened);
        setImmediate(() => {
          if (open.get(key) === opened) void send(opened);
        });
        list = opened;
      }
      const { items, ending } = list;
      const answer = Promise.withResolvers<Answer>();
      const abort = (): void => {
        items.delete(item);
        answer.reject(signal.reason);
        if (items.size === 0) ending.abort(signal.reason);
      };
      const leave = (): void => signal.removeEventListener('abort', abort);
      const item: Item = { request, answer, leave };
      signal.addEventListener('abort', abort, { once: true });
      items.add(item);
      if (items.size >= most) void send(list);
      return answer.promise;
    },
  };
}

async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

function createUnequalError(baseUrl: string, prompts: number): ApiCallError {
  const reason = `it did not answer each of ${prompts} prompts of one request.`;
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${baseUrl}: ${reason}`,
    url: baseUrl,
    serverMessage: reason,
    isRetryable: true,
    isProvenServer: true,
  });
}
