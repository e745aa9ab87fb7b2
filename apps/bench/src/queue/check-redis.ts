import { Redis } from 'ioredis';
import { ExperimentError } from '../experiments/experiment-error.ts';

/**
 * Connects to a Redis once, because BullMQ would wait forever for a missing one.
 *
 * @throws ExperimentError if Redis cannot be reached
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
    const place = `${host ?? 'localhost'}:${port ?? 6379}`;
    throw new ExperimentError({
      code: 'redis-connection',
      message:
        `Cannot connect to Redis at ${place}. Start it (\`redis-server\`), or choose another ` +
        'one with --queue redis://host:port.',
      subject: place,
      cause,
    });
  } finally {
    redis.disconnect();
  }
}
