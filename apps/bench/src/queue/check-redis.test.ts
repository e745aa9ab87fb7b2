import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { servers, startRedis } from '../testing/start-redis.ts';
import { checkRedis } from './check-redis.ts';

/** The URL of a server that answers connections in some way. */
async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `redis://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

it('names a port that accepts connections and stays mute, within the limit (issue 14.13)', async () => {
  const server = createServer();
  const url = await listen(server);
  await expect(checkRedis(url, 300)).rejects.toThrow(
    /accepts connections but did not answer as Redis does \(no reply within 0\.3 s\)/,
  );
  server.close();
});

it('names a server that is no Redis', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const url = await listen(server);
  await expect(checkRedis(url, 2000)).rejects.toThrow('did not answer as Redis does');
  server.close();
});

it('names an address without a server', async () => {
  await expect(checkRedis('redis://127.0.0.1:9')).rejects.toThrow(
    'Cannot connect to Redis at 127.0.0.1:9 (ECONNREFUSED)',
  );
});

describe.each(servers)('$title', ({ program, isInstalled }) => {
  it.skipIf(!isInstalled)('has a wrong password, TLS, and an eviction policy named', async () => {
    await using locked = await startRedis({ program, flags: ['--requirepass', 'right'] });
    await expect(checkRedis(locked.url)).rejects.toThrow('refuses the user or the password');
    await expect(checkRedis(locked.url.replace('//', '//:wrong@'))).rejects.toThrow(
      'refuses the user or the password',
    );
    await expect(checkRedis(locked.url.replace('redis:', 'rediss:'), 3000)).rejects.toThrow(
      'rediss:',
    );
    const flags = ['--maxmemory-policy', 'allkeys-lru'];
    await using evicting = await startRedis({ program, flags });
    await expect(checkRedis(evicting.url)).rejects.toThrow('may evict jobs (maxmemory-policy is');
  });

  it.skipIf(!isInstalled)('is noted if it does not persist its data', async () => {
    await using redis = await startRedis({ program });
    const { notes } = await checkRedis(redis.url);
    expect(notes.join()).toContain('a restart loses every waiting cell');
  });
});
