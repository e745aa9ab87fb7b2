import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { Endpoint, EndpointRequest } from '../endpoint/endpoint.ts';
import { createMissingReplyError } from './missing-reply-error.ts';

/** Options of `createReplayEndpoint`. */
export interface ReplayEndpointOptions extends Pick<Endpoint, 'baseUrl' | 'provider'> {
  /** A sentence: why it sends nothing, and what would let it. */
  readonly reason: string;
}

/**
 * An endpoint that sends nothing: for models whose replies are all stored. A request for another
 * that is not is told which.
 */
export function createReplayEndpoint({
  baseUrl,
  provider,
  reason,
}: ReplayEndpointOptions): Endpoint {
  const refuse = (model: string, prompt: string): never => {
    throw createMissingReplyError({ endpoint: baseUrl, model, prompt, reason });
  };
  return {
    baseUrl,
    provider,
    scheduler: createScheduler(),
    post: async ({ body }) => refuse(String(body['model']), promptOf(body)),
    listModels: async () => refuse('the list of models', ''),
    readContextLength: async () => undefined,
  };
}

/** The prompt of a request's body, in the words of each API. */
function promptOf({ prompt, messages, input }: EndpointRequest<unknown>['body']): string {
  const text = prompt ?? input;
  return typeof text === 'string' ? text : JSON.stringify(messages);
}
