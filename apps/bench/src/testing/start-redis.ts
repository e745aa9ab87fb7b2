import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A Redis for one test. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** Kills it and starts it again at the same port. */
  restart(): Promise<void>;
}

/** Options of `startRedis`. */
export interface StartRedisOptions {
  /** A folder in which every change is kept. @default nothing is kept */
  readonly folder?: string | undefined;
  /** @default 'redis-server' */
  readonly program?: 'redis-server' | 'valkey-server';
  /** More flags. */
  readonly flags?: readonly string[];
}

/** Whether this machine has Redis (Debian's package `redis-server`). */
export const hasRedis: boolean = hasProgram('redis-server');

/** Redis and Valkey, which `.ci/run` installs. A title says that tests on one are skipped. */
export const servers: readonly {
  readonly program: 'redis-server' | 'valkey-server';
  readonly isInstalled: boolean;
  readonly title: string;
}[] = (['redis-server', 'valkey-server'] as const).map((program) => {
  const isInstalled = hasProgram(program);
  return { program, isInstalled, title: isInstalled ? program : `${program} (not installed)` };
});

function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Starts Redis on a free port. */
export async function startRedis({
  folder,
  program = 'redis-server',
  flags = [],
}: StartRedisOptions = {}): Promise<TestRedis> {
  const port = await freePort();
  const kept =
    folder === undefined
      ? ['--appendonly', 'no']
      : ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always'];
  const all = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...kept, ...flags];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout))
      if (line.includes('Ready to accept connections')) break;
    child.stdout.resume();
    return child;
  };
  const stop = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  let running = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await stop(running, 'SIGKILL');
      running = await start();
    },
    [Symbol.asyncDispose]: async () => stop(running, 'SIGTERM'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
