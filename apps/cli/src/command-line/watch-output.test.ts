import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-output-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Starts the command in a new process. */
function start(
  args: readonly string[],
  options: { readonly baseUrl?: string; readonly stdout?: 'pipe' | number } = {},
): ReturnType<typeof spawn> {
  const { baseUrl, stdout = 'pipe' } = options;
  return spawn(process.execPath, ['--conditions=@dln/source', main, ...args], {
    stdio: ['ignore', stdout, 'pipe'],
    env: {
      PATH: process.env['PATH'],
      XDG_CACHE_HOME: folder,
      ...(baseUrl === undefined ? {} : { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'EMPTY' }),
    },
  });
}

async function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  const [status] = (await once(child, 'close')) as [number | null];
  return status;
}

describe('a closed pipe', () => {
  it('never ends an unfinished run with status 0, and leaves a run that can be resumed', async () => {
    await using endpoint = await startFakeEndpoint();
    const dataset = await writeWalks(folder);
    const run = join(folder, 'run');
    const flags = '--iters 200 --val-freq 1 --batch-size 4 --num-p-samples 3 --one-layer';
    const args = ['train', '--dataset', dataset, '--out-dir', run, ...flags.split(' ')];
    const child = start(args, { baseUrl: endpoint.url });
    child.stderr?.once('data', () => child.stderr?.destroy());
    expect(await ended(child)).toBe(141);
    expect(existsSync(join(run, 'events.jsonl'))).toBe(true);
  }, 30_000);

  it('ends a command that prints more than is read with status 141 and no stack trace', async () => {
    const child = start(['train', '--help']);
    child.stdout?.destroy();
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += String(chunk)));
    expect(await ended(child)).toBe(141);
    expect(stderr).toBe('');
  }, 30_000);
});

describe('a full disk', () => {
  it.skipIf(!existsSync('/dev/full'))(
    'under standard output is reported in one line, with status 1',
    async () => {
      const child = start(['templates', 'list'], { stdout: openSync('/dev/full', 'w') });
      let stderr = '';
      child.stderr?.on('data', (chunk: Buffer) => (stderr += String(chunk)));
      expect(await ended(child)).toBe(1);
      expect(stderr).toBe(
        'dln: cannot write to standard output: no space left on the device (ENOSPC)\n',
      );
    },
    30_000,
  );
});
