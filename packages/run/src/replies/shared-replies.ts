import { dirname, join } from 'node:path';
import { createReplyFileError, openReplyStore, ReplyStoreError, type ReplyStore } from '@dln/llm';
import { makeFoldersSync } from '../files/make-folders-sync.ts';

/** File of the shared replies, and how they are used. */
export interface SharedReplies {
  readonly file: string;
  /** A file that was named must be usable; the default file is skipped if it is not. */
  readonly isNamed: boolean;
  /** Replies are asked for again and written anew, never read. */
  readonly isRefreshed: boolean;
}

/** What the options of a command say: `--cache <file>` gives its path, `--no-cache` false. */
export interface CacheFlags {
  readonly cache?: string | boolean;
  readonly refresh?: boolean;
}

/** The file of shared replies in a cache folder. */
export function usualCacheFile(cacheFolder: string): string {
  return join(cacheFolder, 'replies.sqlite');
}

/** Which shared replies a command's options ask for; undefined where they want none. */
export function chooseSharedReplies(
  { cache, refresh = false }: CacheFlags,
  cacheFolder: string,
): SharedReplies | undefined {
  if (cache === false) return undefined;
  const isNamed = typeof cache === 'string';
  return { file: isNamed ? cache : usualCacheFile(cacheFolder), isNamed, isRefreshed: refresh };
}

/**
 * Opens shared replies. A run does not depend on them: if the file can no longer be written, it
 * goes on without them and says so once.
 *
 * @param onNote called with notes for the user
 * @throws ReplyStoreError if a file that was named cannot be used
 */
export function openSharedReplies(
  { file, isNamed }: SharedReplies,
  now: () => Date,
  onNote: (text: string) => void,
): Pick<ReplyStore, 'read' | 'write' | 'close'> | undefined {
  let store: ReplyStore;
  try {
    makeFolder(file);
    store = openReplyStore({
      file,
      now,
      onDamage: ({ setAside, salvaged }) => {
        onNote(
          `The shared replies in ${file} were damaged: ${salvaged} of them could be kept, and the file is now ${setAside}.`,
        );
      },
    });
  } catch (error) {
    const isOurs = error instanceof ReplyStoreError;
    if (isNamed || !isOurs) throw error;
    onNote(`This run shares no replies with others. ${error.message}`);
    return undefined;
  }
  let isUsable = true;
  return {
    read: (key) => (isUsable ? store.read(key) : undefined),
    write: (key, value) => {
      if (!isUsable) return;
      try {
        store.write(key, value);
      } catch (error) {
        if (!(error instanceof ReplyStoreError)) throw error;
        isUsable = false;
        onNote(`From here on, this run shares no replies with others. ${error.message}`);
      }
    },
    close: () => {
      store.close();
    },
  };
}

function makeFolder(file: string): void {
  try {
    makeFoldersSync(dirname(file));
  } catch (cause) {
    throw createReplyFileError({ file, cause });
  }
}
