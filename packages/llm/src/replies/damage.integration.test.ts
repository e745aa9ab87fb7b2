import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@dln/random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openReplyStore, type ReplyStoreDamage } from './open-reply-store.ts';
import type { ReplyStore } from './reply-store.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dln-damage-'));
  file = join(folder, 'replies.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const keys = Array.from({ length: 150 }, (_, number) => hash('sha256', String(number), 'base64'));
const valueOf = (key: string): string => `"${key.repeat(3)}"`;

function open(onDamage?: (damage: ReplyStoreDamage) => void): ReplyStore & Disposable {
  const now = (): Date => new Date(0);
  const store = openReplyStore({ file, now, ...(onDamage ? { onDamage } : {}) });
  return { ...store, [Symbol.dispose]: () => store.close() };
}

let filled: Buffer | undefined;

/** What a whole file holds. */
function fill(): Buffer {
  if (filled !== undefined) return Buffer.from(filled);
  const store = open();
  for (const key of keys) store.write(key, valueOf(key));
  store.close();
  filled = readFileSync(file);
  return Buffer.from(filled);
}

/** Reads every key: each value is what was written, or is not there; then writes, which works. */
function useAll(store: ReplyStore): number {
  const found = keys.filter((key) => {
    const value = store.read(key);
    if (value !== undefined) expect(value).toBe(valueOf(key));
    return value !== undefined;
  });
  for (const key of keys) store.write(key, valueOf(key));
  for (const key of keys) expect(store.read(key)).toBe(valueOf(key));
  return found.length;
}

describe('a damaged file of replies', () => {
  it('that was cut in half is put aside, and keeps what can still be read', () => {
    const whole = fill();
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    let damage: ReplyStoreDamage | undefined;
    using store = open((heard) => (damage = heard));
    expect(readdirSync(folder)).toContain(damage?.setAside.split('/').at(-1));
    expect(damage?.salvaged).toBeGreaterThan(keys.length / 4);
    expect(useAll(store)).toBe(damage?.salvaged);
  });

  it.each([1, 2, 3, 4])('gives no wrong reply when cut at random places (%i)', (seed) => {
    const random = new RandomState(seed);
    const whole = fill();
    for (let round = 0; round < 4; round++) {
      writeFileSync(file, whole.subarray(0, random.integer(0, whole.length)));
      using store = open();
      useAll(store);
    }
  });

  it.each([1, 2, 3, 4])('gives no wrong reply with garbage in its middle (%i)', (seed) => {
    const random = new RandomState(seed);
    const whole = fill();
    for (let round = 0; round < 4; round++) {
      const damaged = Buffer.from(whole);
      for (let hit = 0; hit <= round * 4; hit++)
        damaged[random.integer(0, whole.length)] = random.integer(0, 256);
      writeFileSync(file, damaged);
      using store = open();
      useAll(store);
    }
  });

  it('does not give a reply whose text was changed, though the database is sound', () => {
    const whole = fill();
    const key = keys[0] ?? '';
    const at = whole.indexOf(valueOf(key));
    whole.write('x', at + 5);
    writeFileSync(file, whole);
    using store = open();
    expect(store.read(key)).toBeUndefined();
    expect(store.read(keys[1] ?? '')).toBe(valueOf(keys[1] ?? ''));
    expect([...store.entries()]).toHaveLength(keys.length - 1);
  });

  it('gives no wrong reply if its journal is garbage', () => {
    using store = open();
    for (const key of keys) store.write(key, valueOf(key));
    const journal = readFileSync(`${file}-wal`);
    const main = readFileSync(file);
    for (const cut of [0.2, 0.5, 0.9]) {
      const copy = join(folder, `copy-${cut}.sqlite`);
      writeFileSync(copy, main);
      writeFileSync(`${copy}-wal`, Buffer.from(journal).fill(7, Math.floor(journal.length * cut)));
      const other = openReplyStore({ file: copy, now: () => new Date(0) });
      useAll(other);
      other.close();
    }
  });
});
