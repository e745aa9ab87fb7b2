import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import PQueue, { TimeoutError } from 'p-queue';

import { checkOptions } from '../check-options.ts';
import { backoffInMs } from './backoff.ts';
import { createAdaptiveLimit } from './create-adaptive-limit.ts';
import { createHold } from './create-hold.ts';
import type { EndpointNotice } from './endpoint-notice.ts';
import { type FailureKind, failureKindOf, saysOverload } from './failure-kind.ts';
import { createWaitingList, type Ends } from './waiting-list.ts';
import { type Allowance, holdInMs } from './rate-limit-headers.ts';

/** Options of `createScheduler`. */
export interface SchedulerOptions {
  /** The most requests under way at once; fewer while the server reports overload. @default 32 */
  readonly concurrency?: number;
  /**
   * The most prompts of one request, at servers that take a list of prompts; 1 sends each prompt by
   * itself. Each prompt counts towards `concurrency`.
   * @default 32
   */
  readonly promptsPerRequest?: number;
  /**
   * How often a failed request is sent again. At a fault rate of 30 % ten retries leave one failure
   * in half a million.
   * @default 10
   */
  readonly maxRetries?: number;
  /** How long one attempt may take. @default 300_000 */
  readonly timeoutInMs?: number;
  /**
   * The longest wait that a server may ask for; beyond it the request fails with the server's
   * words.
   * @default 120_000
   */
  readonly maxRetryAfterInMs?: number;
  /**
   * Numbers from 0 up to 1, which spread the retries. They decide when a request is sent, never
   * what is answered.
   */
  readonly random?: () => number;
  /** Called before each wait for another attempt, with the kind of failure. */
  readonly onRetry?: (kind: FailureKind, retry: RetryWait) => void;
  /** Called when a server stays silent for ten seconds or more, or reports no credible usage. */
  readonly onNotice?: (notice: EndpointNotice) => void;
  /** Waits, and rejects when the signal aborts. */
  readonly sleep?: (delayInMs: number, signal?: AbortSignal) => Promise<void>;
}

/** A wait before a request is sent again. */
export interface RetryWait {
  readonly delayInMs: number;
  /** Why the request failed, without secrets. */
  readonly reason: string;
}

const optionNames = [
  'concurrency',
  'promptsPerRequest',
  'maxRetries',
  'timeoutInMs',
  'maxRetryAfterInMs',
  'random',
  'onRetry',
  'onNotice',
  'sleep',
] as const satisfies readonly (keyof SchedulerOptions)[];

/** What a scheduler has done so far. */
export interface SchedulerStatistics {
  /** Attempts that were sent, retries among them. */
  readonly attempts: number;
  readonly retries: number;
  readonly succeeded: number;
}

/** What a server said, in answering a request, of how much more it takes. */
export interface Allowances {
  readonly allowances: readonly Allowance[];
  /** Tokens that the request took, where they are known. */
  readonly tokens?: number;
}

/** What ends a run of the scheduler. */
export interface RunOptions extends Ends {
  /** Ends it at once: while it is queued, under way or waiting to be run again. */
  readonly signal?: AbortSignal;
  /** Lets what is under way come to its end, and starts nothing more. */
  readonly closing?: AbortSignal;
}

/** Runs requests under one limit, and runs them again when they fail in passing. */
export interface Scheduler {
  /** The most requests under way at once. */
  readonly concurrency: number;
  /** How many may be under way now: fewer after the server reported overload. */
  readonly currentConcurrency: number;
  /** The most prompts that one request may ever hold. */
  readonly mostPromptsPerRequest: number;
  /**
   * How many prompts one request may hold now: about a quarter of `currentConcurrency` at most, so
   * that the server works on some requests while the replies of others are read.
   */
  readonly promptsPerRequest: number;
  readonly statistics: SchedulerStatistics;
  /**
   * Runs a task when there is room. A task that rejects with an error whose `isRetryable` is true
   * is run again after a while; its slot is free meanwhile. If the error names a time to wait,
   * nothing else is sent before it is over.
   */
  run<Result>(
    task: (signal: AbortSignal) => Promise<Result>,
    options?: RunOptions,
  ): Promise<Result>;
  /** Applies the limits that a server reports: without room, nothing is sent for a while. */
  heed(said: Allowances): void;
  /** Reports something about the server. */
  readonly notify: (notice: EndpointNotice) => void;
}

/** The longest wait that a server may ask for, unless an option says otherwise. */
export const LONGEST_RETRY_AFTER_IN_MS = 120_000;

/** The signal of a task without one. */
const neverAborted = new AbortController().signal;

/** How much a new request counts in the mean of what requests take. */
const NEWEST_SHARE = 0.1;

/** Into how many requests the prompts under way are divided. */
const REQUESTS_AT_ONCE = 4;

/** What the scheduler reads of an error. */
interface RetryHints {
  readonly isRetryable?: boolean;
  readonly retryAfterInMs?: number;
  /** How often it may be sent again, if less often than others. */
  readonly maxRetries?: number;
  /** No server listens there; it is retried only if one answered before. */
  readonly isUnreachable?: boolean;
}

/**
 * A scheduler for one endpoint, shared by every model that lives there.
 *
 * @throws TypeError if `concurrency` or `promptsPerRequest` is no positive integer
 */
export function createScheduler(asked: SchedulerOptions = {}): Scheduler {
  const options = checkOptions(asked, { caller: 'createScheduler', known: optionNames });
  const {
    concurrency = 32,
    promptsPerRequest = 32,
    maxRetries = 10,
    timeoutInMs = 300_000,
    maxRetryAfterInMs = LONGEST_RETRY_AFTER_IN_MS,
    // Processes that share an endpoint must not retry in step, so this is the one place that wants
    // an unrepeatable number.
    random = () => randomInt(2 ** 32) / 2 ** 32,
    onRetry,
    onNotice,
    sleep = async (delayInMs: number, signal?: AbortSignal) => {
      await wait(delayInMs, undefined, signal === undefined ? {} : { signal });
    },
  } = options;
  checkCount('concurrency', concurrency);
  checkCount('promptsPerRequest', promptsPerRequest);
  const limit = createAdaptiveLimit(concurrency);
  const queue = new PQueue({ concurrency: limit.current, timeout: timeoutInMs });
  const hold = createHold({
    sleep,
    pause: () => {
      queue.pause();
    },
    resume: () => {
      queue.start();
    },
  });
  const waitingList = createWaitingList();
  const counts = { attempts: 0, retries: 0, succeeded: 0 };
  let tokensPerRequest = 0;
  let runs = 0;

  const adapt = (): void => {
    if (queue.concurrency !== limit.current) queue.concurrency = limit.current;
  };

  const mayRetry = (error: unknown): boolean => {
    if (error instanceof TimeoutError) return true;
    const { isRetryable, isUnreachable, retryAfterInMs = 0 } = readHints(error);
    if (isUnreachable === true && counts.succeeded === 0) return false;
    return isRetryable === true && retryAfterInMs <= maxRetryAfterInMs;
  };

  const pause = async (delayInMs: number, { signal, closing }: RunOptions): Promise<void> => {
    const ends = [signal, closing].filter((one) => one !== undefined);
    try {
      await sleep(delayInMs, ends.length < 2 ? ends[0] : AbortSignal.any(ends));
    } finally {
      // An aborted timer rejects with its own error; the reason is what the caller knows.
      for (const one of ends) one.throwIfAborted();
    }
  };

  /** One attempt of a task, from its place in the queue to its end. */
  const openTurn = (closing: AbortSignal | undefined): Turn => {
    let window: number | undefined;
    const left = Promise.withResolvers<never>();
    const waiting = closing && waitingList.wait(closing, left.reject);
    return {
      left: waiting && left.promise,
      begin: () => {
        waiting?.end();
        closing?.throwIfAborted();
        counts.attempts++;
        ({ window } = limit);
      },
      succeed: () => {
        counts.succeeded++;
        limit.increase();
        adapt();
      },
      fail: (error) => {
        waiting?.end();
        if (window !== undefined && saysOverload(error)) limit.decrease(window);
        adapt();
      },
    };
  };

  return {
    concurrency,
    notify: (notice) => onNotice?.(notice),
    get currentConcurrency() {
      return limit.current;
    },
    mostPromptsPerRequest: Math.min(promptsPerRequest, concurrency),
    get promptsPerRequest() {
      const { current } = limit;
      const share = Math.max(2, Math.ceil(current / REQUESTS_AT_ONCE));
      return Math.min(promptsPerRequest, current, share);
    },
    get statistics() {
      return { ...counts };
    },
    async run(task, ends = {}) {
      const { signal, closing } = ends;
      runs++;
      try {
        // Failures of a kind with a lower bound, such as broken replies.
        let bounded = 0;
        for (let retry = 0; ; retry++) {
          signal?.throwIfAborted();
          closing?.throwIfAborted();
          const turn = openTurn(closing);
          try {
            const added = queue.add(
              ({ signal: attemptSignal = neverAborted }) => {
                turn.begin();
                return task(attemptSignal);
              },
              // Retries go first: they have waited longest.
              { signal, priority: retry === 0 ? 0 : 1 },
            );
            const result = await (turn.left ? Promise.race([added, turn.left]) : added);
            turn.succeed();
            return result;
          } catch (error) {
            turn.fail(error);
            signal?.throwIfAborted();
            const { maxRetries: most, retryAfterInMs = 0 } = readHints(error);
            if (most !== undefined) bounded++;
            const isSpent = retry >= maxRetries || (most !== undefined && bounded > most);
            if (isSpent || !mayRetry(error)) throw error;
            closing?.throwIfAborted();
            counts.retries++;
            const delayInMs = Math.max(retryAfterInMs, backoffInMs(retry, random()));
            const reason = error instanceof Error ? error.message : String(error);
            onRetry?.(failureKindOf(error), { delayInMs, reason });
            // The server asked all callers to wait, not this request alone.
            hold.extend(retryAfterInMs);
            await pause(delayInMs, ends);
          }
        }
      } finally {
        // When the last run ends, no timer needs to go on.
        if (--runs === 0) hold.release();
      }
    },
    heed({ allowances, tokens }) {
      if (tokens !== undefined)
        tokensPerRequest =
          tokensPerRequest === 0
            ? tokens
            : tokensPerRequest + NEWEST_SHARE * (tokens - tokensPerRequest);
      const use = { underWay: queue.pending - 1, atOnce: limit.current, tokensPerRequest };
      for (const allowance of allowances) {
        const delayInMs = holdInMs(allowance, use);
        if (delayInMs <= maxRetryAfterInMs) hold.extend(delayInMs);
      }
    },
  };
}

/** The bookkeeping of one attempt. */
interface Turn {
  /** Rejects if the call closes while the attempt is queued; undefined if nothing closes it. */
  readonly left: Promise<never> | undefined;
  /** @throws the reason if the call has closed */
  begin(): void;
  succeed(): void;
  fail(error: unknown): void;
}

function checkCount(name: string, count: number): void {
  if (Number.isInteger(count) && count > 0) return;
  throw new TypeError(`${name} must be a positive integer, not ${count}`);
}

function readHints(error: unknown): RetryHints {
  return typeof error === 'object' && error !== null ? error : {};
}
