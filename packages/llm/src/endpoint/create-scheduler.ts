import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import PQueue, { TimeoutError } from 'p-queue';

import { checkOptions } from '../check-options.ts';
import { backoffInMs } from './backoff.ts';
import { createAdaptiveLimit } from './create-adaptive-limit.ts';
import { createHold } from './create-hold.ts';
import { failureKindOf, saysOverload } from './failure-kind.ts';
import { createWaitingList } from './waiting-list.ts';
import { holdInMs } from './rate-limit-headers.ts';
import {
  LONGEST_RETRY_AFTER_IN_MS,
  type RunOptions,
  type Scheduler,
  type SchedulerOptions,
} from './scheduler.ts';

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
  /** Tasks that read a reply: the server does not work on them. */
  let reading = 0;

  const adapt = (): void => {
    // With a bound, so that a fast server does not fill the memory with replies.
    const room = limit.current + Math.min(reading, limit.current);
    if (queue.concurrency !== room) queue.concurrency = room;
  };

  /** A function that notes whether one task reads its reply. */
  const followReading = (): ((now: boolean) => void) => {
    let isReading = false;
    return (now) => {
      if (isReading === now) return;
      isReading = now;
      reading += now ? 1 : -1;
      adapt();
    };
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
                const note = followReading();
                return task(attemptSignal, () => note(true)).finally(() => note(false));
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
      const underWay = queue.pending - Math.max(reading, 1);
      const use = { underWay, atOnce: limit.current, tokensPerRequest };
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
