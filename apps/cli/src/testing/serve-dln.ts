import { runCommandLine } from '../command-line/run-command-line.ts';

/** A server that a command opened, for the length of a test. */
export interface ServedDln {
  /** What it printed for programs, a line each: the address, and a token if it made one. */
  readonly lines: readonly string[];
  /** Stops it as Ctrl-C does. */
  readonly stop: () => Promise<{ readonly status: number; readonly stderr: string }>;
}

/**
 * Runs `dln serve` until it is stopped. @throws Error with its messages if it ends before it serves
 */
export async function serveDln(
  args: readonly string[],
  { cacheFolder }: { readonly cacheFolder: string },
): Promise<ServedDln> {
  const stopping = new AbortController();
  let stdout = '';
  let stderr = '';
  const printed = Promise.withResolvers<undefined>();
  const ended = runCommandLine(['serve', ...args], {
    stdin: process.stdin,
    stdout: {
      write: (text) => {
        stdout += text;
        printed.resolve(undefined);
      },
    },
    stderr: { write: (text) => void (stderr += text) },
    cacheFolder,
    signal: stopping.signal,
  });
  await Promise.race([
    printed.promise,
    ended.then((status) => {
      throw new Error(`dln serve ended with status ${status}: ${stderr}`);
    }),
  ]);
  return {
    // A token follows the address at once.
    get lines() {
      return stdout.trim().split('\n');
    },
    stop: async () => {
      stopping.abort();
      return { status: await ended, stderr };
    },
  };
}
