import { Redis } from 'ioredis';
import { RedisConnectionError } from './redis-connection-error.ts';

/**
 * Connects to a Redis once, because BullMQ would wait forever for a missing one.
 *
 * @throws RedisConnectionError
 */
export async function checkRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Without a listener ioredis prints the error that it also throws.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } catch (cause) {
    const { host, port } = redis.options;
    throw new RedisConnectionError(`${host ?? 'localhost'}:${port ?? 6379}`, { cause });
  } finally {
    redis.disconnect();
  }
}
