import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { openStudioPage, type StudioFlags } from './open-studio-page.ts';

let folder = '';
let runs = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-studio-page-'));
  runs = join(folder, 'runs');
  await mkdir(join(runs, 'one'), { recursive: true });
  await writeFile(join(runs, 'one', 'config.json'), '{}');
  for (const name of ['index.html', 'page.js', 'page.css'])
    await writeFile(join(folder, name), name);
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens the page, looks at it, and stops it as Ctrl-C does. */
async function visit(
  flags: Partial<StudioFlags>,
  look: (url: URL) => Promise<void> = async () => undefined,
): Promise<string> {
  const stop = new AbortController();
  let shown = '';
  const printed = Promise.withResolvers<string>();
  const page = openStudioPage({
    runs,
    flags: { host: '127.0.0.1', ...flags },
    pageFolder: folder,
    surroundings: {
      stdin: process.stdin,
      stdout: { write: (text) => printed.resolve(text) },
      stderr: { write: (text) => void (shown += text) },
      cacheFolder: folder,
      signal: stop.signal,
    },
  });
  await look(new URL((await Promise.race([printed.promise, page.then(() => '')])).trim()));
  stop.abort();
  await page;
  return shown;
}

it('prints an address with a token, and shows runs there until it is stopped', async () => {
  const shown = await visit({}, async (url) => {
    expect(url.searchParams.get('token')).toMatch(/^[\w-]{32}$/);
    const list = await fetch(new URL('/api/runs', url));
    expect(await list.json()).toMatchObject({ runs: [{ name: 'one' }] });
    const link = await fetch(url, { redirect: 'manual' });
    expect(link.headers.get('set-cookie')).toContain('HttpOnly');
  });
  expect(shown).toBe(`The studio shows ${runs}. Ctrl-C stops it.\n`);
});

it('reports a folder without runs, and shows those that come', async () => {
  await rm(join(runs, 'one'), { recursive: true });
  const shown = await visit({ port: 0 }, async (url) => {
    expect(Number(url.port)).toBeGreaterThan(0);
    await mkdir(join(runs, 'two'));
    await writeFile(join(runs, 'two', 'config.json'), '{}');
    const list = await fetch(new URL('/api/runs', url));
    expect(await list.json()).toMatchObject({ runs: [{ name: 'two' }] });
  });
  expect(shown).toBe(
    `There are no runs in ${runs} yet. New ones show up on the page. Ctrl-C stops it.\n`,
  );
});

it.each([
  [['studio', 'typo'], 'There is no file or folder typo. Name a folder with runs'],
  [['studio', 'package.json'], 'package.json holds no results of the Python reference'],
  [
    ['studio', 'src', '--export', 'missing/run.html'],
    'missing/run.html cannot be written: there is no folder missing.',
  ],
])('explains what is wrong with %j', async (args, message) => {
  const { status, stderr } = await runDln(args);
  expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  expect(stderr).not.toContain('defect');
});

it('reports a port that is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(visit({ port })).rejects.toMatchObject({
    code: 'port-in-use',
    message: `Port ${port} of 127.0.0.1 is in use. Choose another one.`,
  });
  other.close();
});

it('names the options for all addresses of the machine', async () => {
  const { status, stderr } = await runDln(['studio', runs, '--host', '0.0.0.0']);
  expect(status).toBe(1);
  expect(stderr).toContain('0.0.0.0 stands for every address of this machine.');
  expect(stderr).toContain('--allowed-host names them.');
});

it('refuses an invalid port', async () => {
  const { status, stderr } = await runDln(['studio', '--port', '99999']);
  expect(status).toBe(1);
  expect(stderr).toContain('Write a number from 0 to 65535; 0 takes a free port.');
});
