import { existsSync } from 'node:fs';
import { openReplyStore, type ReplyStore } from '@dln/llm';
import { usualCacheFile } from './shared-replies.ts';
import { systemClock } from '../clock.ts';

/** File of the shared replies. */
export interface CachePlace {
  /** The user's cache folder. */
  readonly cacheFolder: string;
  /** Another file than the one in the cache folder. */
  readonly file?: string | undefined;
}

/** The shared replies, opened. Disposing closes them. */
export interface OpenedCache extends Disposable {
  readonly file: string;
  readonly store: ReplyStore;
}

/**
 * Opens the shared replies, and creates their file if it is missing.
 *
 * @param onNote called with one line if the file was damaged
 * @throws ReplyStoreError if they cannot be opened
 */
export function openCache(place: CachePlace, onNote: (text: string) => void): OpenedCache {
  const file = fileOf(place);
  const store = openReplyStore({
    file,
    now: systemClock,
    onDamage: ({ setAside, salvaged }) => {
      onNote(`${file} was damaged: ${salvaged} replies were kept; it is now ${setAside}`);
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

/** Whether there are shared replies. Creates nothing. */
export function hasCache(place: CachePlace): boolean {
  return existsSync(fileOf(place));
}

function fileOf({ file, cacheFolder }: CachePlace): string {
  return file ?? usualCacheFile(cacheFolder);
}
