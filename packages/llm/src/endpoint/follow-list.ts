import { APIError } from 'openai';

import type { Endpoint, ListSharing } from './endpoint.ts';
import { ListedRequestError } from './prompt-lists.ts';

/** The attempts of one request that may share a list of prompts. */
export interface FollowedList {
  /** The most prompts of the list that the next attempt may join; below 2 it goes alone. */
  most(): number;
  /** Returns if the request is to be sent by itself now. @throws what the shared request met */
  readonly fail: (error: unknown) => undefined;
  /** The request was answered. */
  succeed(): void;
}

/** Statuses that refuse a request whatever its prompts are, or that pass. */
const OF_NO_PROMPT = [401, 403, 408, 409, 429];
const OVERLOADED = [429, 503, 529];

/**
 * Follows the attempts of one request. If a server refuses a list of prompts, each of them is sent
 * by itself at once. After any other failure but overload, the next attempt is alone, so that one
 * prompt cannot fail the others again.
 */
export function followList(
  { most, onSplit }: ListSharing,
  { scheduler }: Pick<Endpoint, 'scheduler'>,
): FollowedList {
  let failed: ListedRequestError | undefined;
  return {
    most: () => (failed === undefined ? Math.min(most(), scheduler.promptsPerRequest) : 1),
    fail: (error) => {
      if (!(error instanceof ListedRequestError)) throw error;
      const status = statusOf(error.cause);
      if (status !== undefined && OVERLOADED.includes(status)) throw error.cause;
      failed = error;
      if (!error.isTold) onSplit(error.prompts, 'unknown');
      error.isTold = true;
      if (!isRefusal(status)) throw error.cause;
    },
    succeed: () => {
      if (failed !== undefined && ++failed.answeredAlone === failed.prompts)
        onSplit(failed.prompts, 'list');
    },
  };
}

function statusOf(cause: unknown): number | undefined {
  return cause instanceof APIError && typeof cause.status === 'number' ? cause.status : undefined;
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && !OF_NO_PROMPT.includes(status);
}
