import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Fault } from './faults.ts';
import type { HashLmStatistics } from './statistics.ts';

/** A running server. Disposing it ends its process. */
export interface RunningHashLm extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  statistics(): Promise<HashLmStatistics>;
}

/** Options of `startHashLm`. */
export interface StartHashLmOptions {
  /** @default 0 */
  readonly latencyInMs?: number;
  /** Prompts served at once; 0 for no limit. @default 0 */
  readonly capacity?: number;
  /** The share of requests that fail in each way. @default none */
  readonly faults?: Readonly<Partial<Record<Fault, number>>>;
  /** More flags of the command line. @default none */
  readonly flags?: readonly string[];
}

/** Starts HashLM in a child process, on a free port. */
export async function startHashLm({
  latencyInMs = 0,
  capacity = 0,
  faults = {},
  flags = [],
}: StartHashLmOptions = {}): Promise<RunningHashLm> {
  const script = fileURLToPath(new URL('main.ts', import.meta.url));
  const shares = Object.entries(faults).flatMap(([name, share]) => [
    `--fault-${name}`,
    String(share),
  ]);
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      script,
      ...['--latency', String(latencyInMs), '--capacity', String(capacity)],
      ...shares,
      ...flags,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const baseUrl = line.trim().split(' ').at(-1) ?? '';
  return {
    baseUrl,
    statistics: async () => {
      const response = await fetch(baseUrl.replace(/\/v1$/, '/__stats'));
      return (await response.json()) as HashLmStatistics;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
