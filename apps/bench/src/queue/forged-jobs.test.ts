import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue, QueueEvents } from 'bullmq';
import { expect, it } from 'vitest';
import { hasRedis, startRedis } from '../testing/start-redis.ts';
import { benchQueue, queuePrefix } from './bench-queue.ts';
import { startWorker } from './start-worker.ts';

const reason = hasRedis ? '' : ' (skipped: no redis-server is installed)';

it.skipIf(!hasRedis)(
  `a worker refuses forged jobs once, writes nothing and shows no stack (issue 14.7)${reason}`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dln-forged-'));
    await using redis = await startRedis();
    const connection = { url: redis.url };
    const queue = new Queue(benchQueue, { connection, prefix: queuePrefix });
    const events = new QueueEvents(benchQueue, { connection, prefix: queuePrefix });
    await events.waitUntilReady();
    const shown: string[] = [];
    const worker = startWorker({
      url: redis.url,
      concurrency: 1,
      runs: join(folder, 'runs'),
      silenceInMs: 30_000,
      onEnd: (path, failure = '') => shown.push(`${path}: ${failure}`),
    });
    for (const data of [null, { cell: { path: '../outside' } }, 'x']) {
      const job = await queue.add('cell', data, { attempts: 3 });
      await expect(job.waitUntilFinished(events)).rejects.toThrow('A job in the queue was refused');
    }
    expect(shown).toHaveLength(3);
    expect(shown.join('\n')).not.toMatch(/\n\s+at |\.ts:\d/);
    expect(await readdir(folder)).toEqual([]);
    await worker[Symbol.asyncDispose]();
    await Promise.all([queue.close(), events.close()]);
    await rm(folder, { recursive: true });
  },
);
