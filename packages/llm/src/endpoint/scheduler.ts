import type { EndpointNotice } from './endpoint-notice.ts';
import type { FailureKind } from './failure-kind.ts';
import type { Allowance } from './rate-limit-headers.ts';
import type { Ends } from './waiting-list.ts';

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
   *
   * A task may call `arrived` when the server's reply is there: the server is free, so that another
   * task begins while this one reads the reply.
   */
  run<Result>(
    task: (signal: AbortSignal, arrived: () => void) => Promise<Result>,
    options?: RunOptions,
  ): Promise<Result>;
  /** Applies the limits that a server reports: without room, nothing is sent for a while. */
  heed(said: Allowances): void;
  /** Reports something about the server. */
  readonly notify: (notice: EndpointNotice) => void;
}

/** The longest wait that a server may ask for, unless an option says otherwise. */
export const LONGEST_RETRY_AFTER_IN_MS = 120_000;
