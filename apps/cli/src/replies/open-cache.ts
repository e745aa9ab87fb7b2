import { existsSync } from 'node:fs';
import { openReplyStore, type ReplyStore } from '@dln/llm';
import type { Surroundings } from '../command-line/surroundings.ts';
import { usualCacheFile } from './shared-replies.ts';

/** The shared replies, opened by a command that is about them. */
export interface OpenedCache extends Disposable {
  readonly file: string;
  readonly store: ReplyStore;
}

/**
 * Opens the shared replies: those of a file that was named, or the user's.
 *
 * @throws ReplyStoreError where they cannot be opened
 */
export function openCache(
  named: string | undefined,
  { cacheFolder, stderr }: Surroundings,
): OpenedCache {
  const file = named ?? usualCacheFile(cacheFolder);
  const store = openReplyStore({
    file,
    now: () => new Date(),
    onDamage: ({ setAside, salvaged }) => {
      stderr.write(`${file} was damaged: ${salvaged} replies were kept; it is now ${setAside}\n`);
    },
  });
  return {
    file,
    store,
    [Symbol.dispose]: () => {
      store.close();
    },
  };
}

/** Whether there are shared replies at all; a command that only looks makes no file. */
export function hasCache(named: string | undefined, { cacheFolder }: Surroundings): boolean {
  return existsSync(named ?? usualCacheFile(cacheFolder));
}
