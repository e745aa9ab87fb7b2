import { Redis } from 'ioredis';
import { ExperimentError } from '../experiments/experiment-error.ts';
import { describeRedisFailure } from './describe-redis-failure.ts';
import { createRedisError } from './create-redis-error.ts';

/** BullMQ needs commands of this version. */
const LEAST_VERSION = [6, 2] as const;

const LIMIT_IN_MS = 5000;

/** What was found of a Redis that can be used. */
export interface CheckedRedis {
  /** Lines for people: what can go wrong with this Redis. */
  readonly notes: readonly string[];
}

/**
 * Connects to a Redis once and checks its settings, because BullMQ would wait forever for a missing
 * one, and lose jobs at one that evicts keys.
 *
 * @throws ExperimentError if Redis cannot be reached
 */
export async function checkRedis(
  url: string,
  limitInMs: number = LIMIT_IN_MS,
): Promise<CheckedRedis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: limitInMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
  });
  const { host = 'localhost', port = 6379 } = redis.options;
  const place = `${host}:${port}`;
  // ioredis rejects with "Connection is closed", and reports the reason in this event.
  let reason: unknown;
  redis.on('error', (error) => (reason ??= error));
  try {
    return await within(limitInMs, async () => {
      await redis.connect();
      await redis.ping();
      await checkVersion(redis, place);
      return { notes: await readNotes(redis, place) };
    });
  } catch (cause) {
    if (cause instanceof ExperimentError) throw cause;
    throw createRedisError(place, describeRedisFailure(place, reason ?? cause), { cause });
  } finally {
    redis.disconnect();
  }
}

async function checkVersion(redis: Redis, place: string): Promise<void> {
  const info = await redis.info('server');
  const version = /redis_version:(\d+)\.(\d+)[^\r\n]*/.exec(info);
  if (version === null) throw new Error('it reports no version');
  const [shown, major, minor] = version;
  const [leastMajor, leastMinor] = LEAST_VERSION;
  const isOld =
    Number(major) < leastMajor || (Number(major) === leastMajor && Number(minor) < leastMinor);
  if (isOld)
    throw createRedisError(
      place,
      `The Redis at ${place} is ${shown.replace('redis_version:', 'version ')}; the queue needs ` +
        'version 6.2 or later.',
    );
}

/** @throws ExperimentError if the Redis may evict jobs */
async function readNotes(redis: Redis, place: string): Promise<readonly string[]> {
  const policy = await readSetting(redis, 'maxmemory-policy');
  if (policy === undefined)
    return [
      `The Redis at ${place} does not show its settings: make sure that its maxmemory-policy is ` +
        'noeviction and that it persists its data.',
    ];
  if (policy !== 'noeviction')
    throw createRedisError(
      place,
      `The Redis at ${place} may evict jobs (maxmemory-policy is ${policy}). Set it: ` +
        '`redis-cli config set maxmemory-policy noeviction`.',
    );
  const appends = (await readSetting(redis, 'appendonly')) === 'yes';
  const saves = ((await readSetting(redis, 'save')) ?? '') !== '';
  if (appends) return [];
  return [
    saves
      ? `The Redis at ${place} saves its data now and then only: a restart loses the cells of the ` +
        'last minutes. `redis-cli config set appendonly yes` keeps them.'
      : `The Redis at ${place} does not persist its data: a restart loses every waiting cell. ` +
        '`redis-cli config set appendonly yes` keeps them.',
  ];
}

/** Undefined if the server does not tell, as those of cloud providers. */
async function readSetting(redis: Redis, name: string): Promise<string | undefined> {
  try {
    const [, value] = (await redis.config('GET', name)) as readonly string[];
    return value;
  } catch {
    return undefined;
  }
}

async function within<Value>(limitInMs: number, work: () => Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`no reply within ${limitInMs / 1000} s`)),
    limitInMs,
  );
  try {
    return await Promise.race([work(), promise]);
  } finally {
    clearTimeout(timer);
  }
}
