import type { Redis } from 'ioredis';
import { benchQueue, queuePrefix } from './bench-queue.ts';

/** The replies of an unfinished cell, in Redis: a worker that takes the cell over pays for none. */
export interface CellReplies {
  /** Replies that earlier workers got. */
  readonly earlier: () => Promise<readonly (readonly [key: string, value: string])[]>;
  /** Uploads a reply. The next `earlier` of any worker has it. */
  readonly add: (key: string, value: string) => void;
  /** Deletes them: the cell is finished. */
  readonly clear: () => Promise<void>;
}

/** An abandoned cell's replies are deleted after this time. */
const KEPT_FOR_SECONDS = 7 * 24 * 3600;

/** The replies of a job. */
export function openCellReplies(redis: Redis, jobId: string): CellReplies {
  const key = `${queuePrefix}:${benchQueue}:replies:${jobId}`;
  let isExpiring = false;
  return {
    earlier: async () => Object.entries(await redis.hgetall(key)),
    add: (field, value) => {
      const ignore = (): undefined => undefined;
      // Without Redis the cell goes on; a successor would pay for this reply again.
      redis.hset(key, field, value).catch(ignore);
      if (isExpiring) return;
      isExpiring = true;
      redis.expire(key, KEPT_FOR_SECONDS).catch(ignore);
    },
    clear: async () => {
      await redis.del(key);
    },
  };
}
