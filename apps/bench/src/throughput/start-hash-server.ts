import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What the server has counted since it was started or reset. */
export interface HashServerStatistics {
  readonly requests: number;
  readonly prompts: number;
  readonly unique_prompts: number;
  readonly peak_concurrency: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/** A running HashLM server: deterministic replies, with a latency and a capacity. */
export interface HashServer extends AsyncDisposable {
  readonly baseUrl: string;
  statistics(): Promise<HashServerStatistics>;
}

/** Options of `startHashServer`. */
export interface HashServerOptions {
  /** The server's script. */
  readonly script: string;
  /** Added to every request. */
  readonly latencyInMs: number;
  /** Requests served at once; the others queue. */
  readonly capacity: number;
  /** Shares of requests that fail, by the server's names: `429`, `500`, `reset`, `garbage`. @default none */
  readonly faults?: Readonly<Record<string, number>>;
}

/** The script of the server is not where it was looked for. */
export class HashServerMissingError extends Error {
  override readonly name = 'HashServerMissingError';
  readonly userFacing = true;
  readonly script: string;

  constructor(script: string) {
    super(
      `There is no HashLM server at ${script}. It is the deterministic test server that lies beside the project's checkout; name it with --server PATH.`,
    );
    this.script = script;
  }
}

/**
 * Starts HashLM on a free port; disposing ends it.
 *
 * @throws HashServerMissingError
 */
export async function startHashServer({
  script,
  latencyInMs,
  capacity,
  faults = {},
}: HashServerOptions): Promise<HashServer> {
  if (!existsSync(script)) throw new HashServerMissingError(script);
  const flags = ['--latency', String(latencyInMs), '--capacity', String(capacity)];
  for (const [name, share] of Object.entries(faults)) flags.push(`--fault-${name}`, String(share));
  const child = spawn(process.execPath, [script, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const baseUrl = line.trim().split(' ').at(-1) ?? '';
  return {
    baseUrl,
    statistics: async () => {
      const reply = await fetch(baseUrl.replace(/\/v1$/, '/__stats'));
      return (await reply.json()) as HashServerStatistics;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
