import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../command-line/run-command-line.ts';

/** What a command printed and how it ended. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in this process and looks on. Replies are not shared, unless a folder for them is
 * given.
 */
export async function runDln(
  args: readonly string[],
  options: {
    readonly stdin?: string;
    readonly signal?: AbortSignal;
    readonly cacheFolder?: string;
  } = {},
): Promise<Outcome> {
  const { stdin = '', signal = new AbortController().signal } = options;
  const ownFolder = await mkdtemp(join(tmpdir(), 'dln-cache-'));
  const { cacheFolder = ownFolder } = options;
  let stdout = '';
  let stderr = '';
  const status = await runCommandLine(args, {
    stdin: Readable.from([stdin]),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    cacheFolder,
    signal,
  });
  await rm(ownFolder, { recursive: true });
  return { status, stdout, stderr };
}
