import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeBundleFile } from './bundle-file.ts';
import { type BundledReply, renderBundle } from './bundle.ts';
import { openBundle, type OpenBundleOptions } from './open-bundle.ts';

const header = { format: 'dln-replies', version: 1, run: null } as const;
const value = JSON.stringify({
  text: 'yes',
  finishReason: 'stop',
  usage: { promptTokens: 3, completionTokens: 1 },
});

function* manyReplies(count: number): Generator<BundledReply> {
  for (let number = 0; number < count; number++)
    yield [`${String(number).padStart(43, '0')}=`, value];
}

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dln-bundle-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function readAll(file: string, options: OpenBundleOptions = {}) {
  const replies: BundledReply[] = [];
  const bundle = await openBundle(file, options);
  for await (const block of bundle.replies()) replies.push(...block);
  return { count: bundle.count, replies };
}

it.each(['b.jsonl', 'b.jsonl.gz'])('writes and reads %s line by line', async (name) => {
  const file = join(folder, name);
  await writeBundleFile(file, renderBundle(header, manyReplies(5000)));
  const { count, replies } = await readAll(file);
  expect(count).toBe(5000);
  const parsed = (all: Iterable<BundledReply>) =>
    Array.from(all, ([key, text]) => [key, JSON.parse(text) as unknown]);
  expect(parsed(replies)).toEqual(parsed(manyReplies(5000)));
});

it('refuses a gzip bomb and a device before they fill the memory (issue 14.2)', async () => {
  const file = join(folder, 'bomb.gz');
  writeFileSync(file, gzipSync(Buffer.alloc(40 * 2 ** 20)));
  await expect(openBundle(file)).rejects.toThrow('it has a line of more than 16 MiB');
  await expect(openBundle('/dev/zero')).rejects.toThrow('it is not a regular file');
  const limits = { lineInBytes: 2 ** 20, textInBytes: 2 ** 20 };
  await writeBundleFile(join(folder, 'long'), renderBundle(header, manyReplies(20_000)));
  await expect(openBundle(join(folder, 'long'), { limits })).rejects.toThrow(
    'it is larger than 1 MiB unpacked',
  );
});

it('leaves nothing of a stopped export, and stops an import', async () => {
  const stop = new AbortController();
  function* endless(): Generator<BundledReply> {
    for (let number = 0; ; number++) {
      if (number === 20_000) stop.abort(new Error('stopped'));
      yield ['0'.repeat(43) + '=', value];
    }
  }
  const { signal } = stop;
  const file = join(folder, 'b.jsonl');
  const writing = writeBundleFile(file, renderBundle(header, endless()), { signal });
  await expect(writing).rejects.toThrow('stopped');
  expect(readdirSync(folder)).toEqual([]);
  await writeBundleFile(file, renderBundle(header, manyReplies(10)));
  await expect(openBundle(file, { signal })).rejects.toThrow('stopped');
});

it('is not stopped by what a killed export left, and replaces no file', async () => {
  const file = join(folder, 'b.jsonl');
  writeFileSync(`${file}.unfinished-0badcafe`, 'half');
  await writeBundleFile(file, renderBundle(header, manyReplies(1)));
  const whole = readFileSync(file, 'utf8');
  await expect(writeBundleFile(file, renderBundle(header, manyReplies(2)))).rejects.toThrow(
    'the file exists',
  );
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

it.each([
  ['is cut off', (text: string) => text.slice(0, -60)],
  ['is changed', (text: string) => text.replace('yes', 'no')],
  ['goes on after its end', (text: string) => `${text}{}\n`],
  ['is empty', () => ''],
  ['has a damaged line', (text: string) => text.replace('"usage"', '"use"')],
])('refuses a bundle that %s', async (_, change) => {
  const file = join(folder, 'b.jsonl');
  await writeBundleFile(file, renderBundle(header, manyReplies(3)));
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  await expect(openBundle(file)).rejects.toThrow('holds no replies that can be imported');
});
