import type { Redis } from 'ioredis';
import { benchQueue, queuePrefix } from './bench-queue.ts';

/** The replies of an unfinished cell, in Redis: a worker that takes the cell over pays for none. */
export interface CellReplies {
  /** Replies that earlier workers got. */
  readonly earlier: () => Promise<readonly (readonly [key: string, value: string])[]>;
  /**
   * Uploads a reply. Resolves when Redis has it, so that the next `earlier` of any worker has it,
   * or when the signal aborts.
   */
  readonly add: (key: string, value: string) => Promise<void>;
  /** Deletes them: the cell is finished. */
  readonly clear: () => Promise<void>;
}

/** An abandoned cell's replies are deleted after this time. */
const KEPT_FOR_SECONDS = 7 * 24 * 3600;

/**
 * The replies of a job.
 *
 * @param signal aborts when the worker loses the job; it then waits for Redis no longer
 */
export function openCellReplies(redis: Redis, jobId: string, signal: AbortSignal): CellReplies {
  const key = `${queuePrefix}:${benchQueue}:replies:${jobId}`;
  let isExpiring = false;
  const lost = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return {
    earlier: async () => Object.entries(await redis.hgetall(key)),
    add: async (field, value) => {
      // A connection that was closed rejects; the cell ends with it.
      const uploaded = redis.hset(key, field, value).then(ignore, ignore);
      if (!isExpiring) {
        isExpiring = true;
        redis.expire(key, KEPT_FOR_SECONDS).catch(ignore);
      }
      await Promise.race([uploaded, lost]);
    },
    clear: async () => {
      await redis.del(key);
    },
  };
}

function ignore(): undefined {
  return undefined;
}
