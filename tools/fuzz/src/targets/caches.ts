import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReplyStore } from '@dln/llm';
import { mutateBytes, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const KEYS = Array.from({ length: 40 }, (_, at) => `key ${at}`);

/** Damaged files of stored replies. */
export const caches: FuzzTarget = {
  name: 'caches',
  longCount: 300,
  run: ({ random, folder }) => {
    const file = join(folder, 'replies.sqlite');
    for (const suffix of ['', '-wal', '-shm', '.lock', '.damaged-1', '.damaged-1-wal'])
      rmSync(`${file}${suffix}`, { force: true });
    const now = (): Date => new Date(0);
    const store = openReplyStore({ file, now });
    for (const key of KEYS) store.write(key, JSON.stringify({ text: key.repeat(9) }));
    store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, mutateBytes(random, bytes, pick(random, [100, 4096, bytes.length])));
    const damaged = openReplyStore({ file, now });
    try {
      for (const key of KEYS) {
        const value = damaged.read(key);
        if (value !== undefined && value !== JSON.stringify({ text: key.repeat(9) }))
          throw new Error(`${key} has another value`);
      }
      damaged.write('new', '{}');
      if (damaged.read('new') !== '{}') throw new Error('a new reply is not kept');
      Array.from(damaged.entries());
      damaged.statistics();
    } finally {
      damaged.close();
    }
  },
};
