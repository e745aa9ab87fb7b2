import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openReplyStore } from '@dln/llm';
import {
  createRunDirectoryError,
  formatCount,
  openCache,
  readRunRecord,
  renderBundle,
  repliesFile,
  type RunRecord,
  writeBundleFile,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/**
 * Writes the replies of a run, or those that runs share, to one file.
 *
 * @throws RunError if the folder has no run, or a run without replies
 */
export async function exportReplies(options: {
  readonly run: string | undefined;
  readonly output: string;
  readonly cache?: string;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { run, output, surroundings } = options;
  const { stderr, cacheFolder, signal } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  using source =
    run === undefined ? openCache({ cacheFolder, file: options.cache }, onNote) : openRun(run);
  const header = {
    format: 'dln-replies',
    version: 1,
    run: run === undefined ? null : await readSharedRecord(run),
  } as const;
  await writeBundleFile(output, renderBundle(header, source.store.entries()), { signal });
  const { replies } = source.store.statistics();
  stderr.write(`${formatCount(replies)} replies of ${run ?? source.file} are in ${output} now\n`);
}

/** Facts about a run in a bundle, without its path on this machine. */
async function readSharedRecord(run: string): Promise<RunRecord> {
  const { startFolder: _, ...shared } = await readRunRecord(run);
  return shared;
}

function openRun(runDirectory: string): ReturnType<typeof openCache> {
  const file = join(runDirectory, repliesFile);
  if (!existsSync(file))
    throw createRunDirectoryError({ runDirectory, problem: `it has no ${repliesFile}` });
  const store = openReplyStore({ file, now: () => new Date() });
  return {
    file,
    store,
    [Symbol.dispose]: () => {
      store.close();
    },
  };
}
