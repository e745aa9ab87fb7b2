import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

const content = Buffer.alloc(300_000, 'GGUF, not really. ');
const sha256 = createHash('sha256').update(content).digest('hex');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-models-'));
  vi.stubEnv('DLN_MODELS_DIR', folder);
  vi.stubEnv('HF_ENDPOINT', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function serve(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('dln models', () => {
  it('fetches a model by its URL, lists it and removes it', async () => {
    await using server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': content.length }).end(content);
    });
    const url = `${server.url}/small.gguf`;
    const fetched = await runDln(['models', 'fetch', url, '--sha256', sha256]);
    expect(fetched).toMatchObject({
      status: 0,
      stdout: `${join(folder, 'small.gguf')} (300 kB): its checksum is right.\nUse it with --model small\n`,
    });
    expect(fetched.stderr).toContain(`${url}  0 kB of 300 kB\n`);
    const { stdout } = await runDln(['models', 'list']);
    expect(stdout).toMatch(/^embedded +ships with dln: the demonstration tasks only$/m);
    expect(stdout).toMatch(
      /^smollm2-135m-instruct +dln models fetch smollm2-135m-instruct: 98\.4 MB \(135 million/m,
    );
    expect(stdout).toMatch(/^small +\S+small\.gguf: 300 kB$/m);
    const removed = await runDln(['models', 'remove', 'small']);
    expect(removed.stdout).toBe(`${join(folder, 'small.gguf')} deleted\n`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('resumes after the process was killed', async () => {
    const ranges: (string | undefined)[] = [];
    const half = content.length / 2;
    await using server = await serve((request, response) => {
      const { range } = request.headers;
      ranges.push(range);
      const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      const last = content.length - 1;
      response.writeHead(start > 0 ? 206 : 200, {
        'content-length': content.length - start,
        ...(start > 0 ? { 'content-range': `bytes ${start}-${last}/${content.length}` } : {}),
      });
      // The first response stalls in the middle.
      if (start > 0) response.end(content.subarray(start));
      else response.write(content.subarray(0, half));
    });
    const args = ['models', 'fetch', `${server.url}/small.gguf`, '--sha256', sha256];
    const main = resolve(import.meta.dirname, '../main.ts');
    const child = spawn(process.execPath, ['--conditions=@dln/source', main, ...args], {
      env: { ...process.env, DLN_MODELS_DIR: folder },
      stdio: 'ignore',
    });
    const part = join(folder, `small.gguf.${sha256.slice(0, 8)}.part`);
    const ended = once(child, 'exit');
    while ((await stat(part).catch(() => ({ size: 0 }))).size < half) await delay(20);
    child.kill('SIGKILL');
    await ended;
    expect(await readdir(folder)).toEqual([`small.gguf.${sha256.slice(0, 8)}.part`]);
    expect((await runDln(args)).status).toBe(0);
    expect(ranges).toEqual([undefined, `bytes=${half}-`]);
    expect(await readFile(join(folder, 'small.gguf'))).toEqual(content);
    expect(await readdir(folder)).toEqual(['small.gguf']);
  });

  it('reports a missing file and a wrong checksum, with the options that help', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/other.gguf') response.end('other');
      else response.writeHead(404).end();
    });
    const missing = await runDln([
      'models',
      'fetch',
      'smollm2-135m-instruct',
      '--mirror',
      server.url,
    ]);
    expect(missing.status).toBe(1);
    expect(missing.stderr).toMatch(
      /dln: http:\S+SmolLM2-135M-Instruct\.Q4_1\.gguf answered 404: there is no such file\. Name another mirror, or none\.\n--mirror names another server/,
    );
    const other = await runDln(['models', 'fetch', `${server.url}/other.gguf`, '--sha256', sha256]);
    expect(other.stderr).toMatch(/other\.gguf is not the published file: its sha256 is/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a model that is not fetched', () => {
  it.each([
    ['train', '--dataset', 'navigate', '--iters', '1'],
    ['models', 'probe'],
  ])('names the command that fetches it: %s %s', async (...args) => {
    const model = args[0] === 'models' ? [] : ['--model'];
    const { status, stderr } = await runDln([...args, ...model, 'smollm2-135m-instruct']);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "The model smollm2-135m-instruct is not in this computer's models folder: ",
    );
    expect(stderr).toContain('Fetch it (98.4 MB).\ndln models fetch smollm2-135m-instruct\n');
  });
});
