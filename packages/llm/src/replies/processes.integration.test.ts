import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openReplyStore } from './open-reply-store.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dln-processes-'));
  file = join(folder, 'replies.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const replies = 200;

/**
 * A process that writes replies, and reads those of others; it fails if a value is not that of its
 * key.
 */
function start(name: string): ChildProcess {
  const store = new URL('open-reply-store.ts', import.meta.url).href;
  const script = `
    const { openReplyStore } = await import(${JSON.stringify(store)});
    const store = openReplyStore({ file: process.argv[1], now: () => new Date(0) });
    for (let number = 0; number < ${replies}; number++) {
      store.write('${name} ' + number, 'value of ${name} ' + number);
      for (const other of ['a', 'b', 'c']) {
        const value = store.read(other + ' ' + number);
        if (value !== undefined && value !== 'value of ' + other + ' ' + number) process.exit(1);
      }
      if (number === 0) console.log('begun');
    }
    store.close();`;
  const args = ['--conditions=@dln/source', '--input-type=module', '-e', script, file];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function statusOf(child: ChildProcess): Promise<unknown> {
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

function countReplies(): number {
  const store = openReplyStore({ file, now: () => new Date(0) });
  const entries = [...store.entries()];
  for (const [key, value] of entries) expect(value).toBe(`value of ${key}`);
  store.close();
  return entries.length;
}

describe('several processes with one file', () => {
  it('all keep what they write', async () => {
    const children = ['a', 'b', 'c'].map(start);
    expect(await Promise.all(children.map(statusOf))).toEqual([0, 0, 0]);
    expect(countReplies()).toBe(3 * replies);
  });

  it('lose nothing where one of them is killed', async () => {
    const [killed, other] = [start('a'), start('b')];
    const ended = Promise.all([killed, other].map(statusOf));
    if (killed.stdout) await once(killed.stdout, 'data');
    killed.kill('SIGKILL');
    expect(await ended).toEqual([expect.toBeOneOf([null, 0]), 0]);
    expect(countReplies()).toBeGreaterThan(replies);
  });

  it('mend a damaged file together', async () => {
    writeFileSync(file, 'no database, but as long as one '.repeat(500));
    const children = ['a', 'b', 'c'].map(start);
    expect(await Promise.all(children.map(statusOf))).toEqual([0, 0, 0]);
    expect(countReplies()).toBe(3 * replies);
  });
});
