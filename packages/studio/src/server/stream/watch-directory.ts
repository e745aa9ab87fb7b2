import { watch, type FSWatcher } from 'node:fs';

/** Says when a directory may have changed. */
export interface DirectoryWatch extends Disposable {
  /** Resolves at the next change, after `pollInMs`, or when the signal aborts. */
  next(): Promise<void>;
}

/**
 * Watches a directory. Notices of the system come at once but are not reliable on every file
 * system, so a poll stands behind them.
 *
 * @param pollInMs the longest wait
 */
export function watchDirectory(
  directory: string,
  { pollInMs, signal }: { readonly pollInMs: number; readonly signal: AbortSignal },
): DirectoryWatch {
  let hasChanged = false;
  let wake: (() => void) | undefined;
  const notice = (): void => {
    hasChanged = true;
    wake?.();
  };
  const watcher = openWatcher(directory, notice);
  signal.addEventListener('abort', notice);
  return {
    next: async () => {
      if (!hasChanged && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollInMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = undefined;
      hasChanged = false;
    },
    [Symbol.dispose]: () => {
      signal.removeEventListener('abort', notice);
      watcher?.close();
    },
  };
}

/** Undefined if the system cannot watch any more directories: the poll goes on. */
function openWatcher(directory: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(directory, { persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
