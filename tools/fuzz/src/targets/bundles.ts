import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBundle, renderBundle, withoutForeignPaths } from '@dln/run';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const usage = { promptTokens: 3, completionTokens: 2 };
const REPLIES: readonly object[] = [
  { text: 'hi', finishReason: 'stop', usage },
  { logProbabilities: [-1, -2], usage },
  { top: [{ token: 'a', logProbability: -1 }], usage, storedAt: '2026-01-01' },
];

/** Bundles of another person's replies. */
export const bundles: FuzzTarget = {
  name: 'bundles',
  longCount: 3_000,
  run: async ({ random, folder }) => {
    const isDamaged = random.integer(0, 2) === 0;
    const replies = REPLIES.map((reply, at): readonly [string, string] => [
      `${('ABC'[at] ?? 'D').repeat(43)}=`,
      JSON.stringify(isDamaged ? reply : mutateJson(random, reply)),
    ]);
    const header = { format: 'dln-replies', version: 1, run: null } as const;
    const text = Buffer.from([...renderBundle(header, replies)].join(''));
    const bytes = isDamaged ? mutateBytes(random, text) : text;
    const file = join(folder, 'bundle.jsonl');
    writeFileSync(
      file,
      pick(random, [bytes, gzipSync(bytes), mutateBytes(random, gzipSync(bytes))]),
    );
    const bundle = await openBundle(file);
    for await (const _block of bundle.replies()) {
      // Only reading can fail.
    }
    if (bundle.run !== null) withoutForeignPaths(bundle.run);
  },
};
