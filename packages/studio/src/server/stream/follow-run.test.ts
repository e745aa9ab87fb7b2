import { spawn } from 'node:child_process';
import { appendFile, mkdir, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LineSummary, RunEntry, RunList } from '../../contract.ts';
import { openTestStudio, type TestEvent, type TestStudio } from '../studio.fixture.ts';

const iteration = (number: number): string =>
  `${JSON.stringify({ type: 'iteration', iteration: number, devAccuracy: 0.5 })}\n`;
const length = iteration(0).length;

let server: TestStudio;
let run = '';
let log = '';
let path = '';

beforeEach(async () => {
  server = await openTestStudio();
  run = join(server.runs, 'run');
  log = join(run, 'events.jsonl');
  await mkdir(run);
  await writeFile(join(run, 'config.json'), '{}');
  await writeFile(log, iteration(0));
  const { body } = await server.ask('/api/runs');
  path = `/api/runs/${(JSON.parse(body) as RunList).runs[0]?.id ?? ''}/stream`;
});
afterEach(() => server[Symbol.asyncDispose]());

const iterations = ({ data }: TestEvent): readonly (number | null)[] =>
  (data as readonly LineSummary[]).map((line) => line.iteration);
const statusOf = ({ data }: TestEvent): string => (data as RunEntry).status;

it('sends the entry first, then lines with the byte behind them, and new lines as they come', async () => {
  using stream = await server.follow(path);
  expect(stream.status).toBe(200);
  expect((await stream.next()).name).toBe('run');
  const first = await stream.nextOf('lines');
  expect([iterations(first), first.id]).toEqual([[0], length]);
  await appendFile(log, iteration(1) + iteration(2));
  const second = await stream.nextOf('lines');
  expect([iterations(second), second.id]).toEqual([[1, 2], 3 * length]);
});

it('resumes behind the last event, which wins over the address', async () => {
  await appendFile(log, iteration(1) + iteration(2));
  const headers = { 'last-event-id': String(2 * length) };
  using stream = await server.follow(`${path}?from=0`, { headers });
  expect(iterations(await stream.nextOf('lines'))).toEqual([2]);
  using other = await server.follow(`${path}?from=${length}`);
  expect(iterations(await other.nextOf('lines'))).toEqual([1, 2]);
});

it('begins at the next line if an offset lies in a line', async () => {
  await appendFile(log, iteration(1));
  using stream = await server.follow(`${path}?from=5`);
  expect(iterations(await stream.nextOf('lines'))).toEqual([1]);
});

it('keeps back a line that is not written to its end', async () => {
  const half = iteration(1).slice(0, 20);
  await appendFile(log, half);
  using stream = await server.follow(path);
  expect((await stream.nextOf('lines')).id).toBe(length);
  await appendFile(log, iteration(1).slice(20));
  const next = await stream.nextOf('lines');
  expect([iterations(next), next.id]).toEqual([[1], 2 * length]);
});

it('continues after a resumed run cut off its half line', async () => {
  await appendFile(log, iteration(1).slice(0, 20));
  using stream = await server.follow(path);
  await stream.nextOf('lines');
  await truncate(log, length);
  await appendFile(log, iteration(7));
  expect(iterations(await stream.nextOf('lines'))).toEqual([7]);
});

it('shows a line that is not JSON as such', async () => {
  await appendFile(log, 'not json\n');
  using stream = await server.follow(path);
  expect((await stream.nextOf('lines')).data).toMatchObject([
    { type: 'iteration' },
    { type: 'other', problem: 'not JSON', offset: length, length: 8 },
  ]);
});

it('feeds a second tab on its own', async () => {
  using one = await server.follow(path);
  using other = await server.follow(path);
  expect(iterations(await one.nextOf('lines'))).toEqual([0]);
  expect(iterations(await other.nextOf('lines'))).toEqual([0]);
  await appendFile(log, iteration(1));
  expect(iterations(await one.nextOf('lines'))).toEqual([1]);
  one[Symbol.dispose]();
  await appendFile(log, iteration(2));
  expect(iterations(await other.nextOf('lines'))).toEqual([1]);
  expect(iterations(await other.nextOf('lines'))).toEqual([2]);
});

it('says that a directory was removed, and has nothing there from then on', async () => {
  using stream = await server.follow(path);
  await stream.nextOf('lines');
  await rm(run, { recursive: true });
  await stream.nextOf('gone');
  await expect(stream.next()).rejects.toThrow('the stream has ended');
  expect((await server.ask(path)).status).toBe(404);
  expect((JSON.parse((await server.ask('/api/runs')).body) as RunList).runs).toEqual([]);
});

it.each([
  ['shorter', async () => writeFile(log, '')],
  ['gone', async () => unlink(log)],
])('says that the log is %s', async (_, change) => {
  using stream = await server.follow(path);
  await stream.nextOf('lines');
  await change();
  expect((await stream.nextOf('gone')).id).toBeUndefined();
});

it('waits for the log of a run that has just begun', async () => {
  await unlink(log);
  using stream = await server.follow(path);
  expect((await stream.next()).name).toBe('run');
  await writeFile(log, iteration(0));
  expect(iterations(await stream.nextOf('lines'))).toEqual([0]);
});

it('refuses an offset that is no number', async () => {
  expect((await server.ask(`${path}?from=-1`)).status).toBe(400);
});

it('shows a run as running while its process lives, and as stale when it was killed', async () => {
  const holder = spawn(
    process.execPath,
    [
      '--conditions=@dln/source',
      '--input-type=module',
      '--eval',
      `import { lockFile } from '@dln/llm';
       globalThis.lock = lockFile(${JSON.stringify(join(run, 'lock'))});
       setInterval(() => {}, 1000);
       process.stdout.write('locked');`,
    ],
    { cwd: join(import.meta.dirname, '../../../../run'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(holder.stdout, 'data');
  using stream = await server.follow(path);
  expect(statusOf(await stream.nextOf('run'))).toBe('running');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(statusOf(await stream.nextOf('run'))).toBe('stale');
  await appendFile(log, '{"type":"tested","iteration":1,"testAccuracy":1}\n');
  expect(statusOf(await stream.nextOf('run'))).toBe('finished');
});
