import { commandLine } from '../command-line/program-name.ts';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openReplyStore } from '@dln/llm';
import {
  formatCount,
  openBundle,
  type OpenedBundle,
  openCache,
  createOutputPathError,
  repliesFile,
  type RunRecord,
  writeRunRecord,
} from '@dln/run';
import { InputError } from './input-error.ts';
import type { Surroundings } from '../command-line/surroundings.ts';

/**
 * Adds the replies of a bundle to those that runs share, or makes the run directory that they came
 * from.
 *
 * @throws RunFileError if the file is no bundle, or lacks the run that is asked for
 */
export async function importReplies(options: {
  readonly file: string;
  readonly run?: string;
  readonly cache?: string;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { file, run, surroundings } = options;
  const { stderr, cacheFolder, signal } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  const bundle = await openBundle(file, { signal });
  if (run === undefined) {
    using cache = openCache({ cacheFolder, file: options.cache }, onNote);
    for await (const replies of bundle.replies())
      cache.store.writeAll(replies.map(([key, value]) => [key, shared(value)]));
    stderr.write(`${formatCount(bundle.count)} replies are in ${cache.file} now\n`);
    return;
  }
  if (bundle.run === null)
    throw new InputError(
      `${file} was exported from shared replies and not from a run, so that --run has nothing to make. Leave --run out to import it.`,
    );
  await makeRun(run, bundle.run, bundle);
  stderr.write(
    `${run} has the ${formatCount(bundle.count)} replies of the run now; make it again with ${commandLine(`resume ${run}`)}\n`,
  );
}

/** The original cost of a reply: what others save. */
function shared(value: string): string {
  const { saved, ...reply } = JSON.parse(value) as { readonly saved?: unknown };
  return saved === undefined ? value : JSON.stringify({ ...reply, usage: saved });
}

/**
 * Makes a run directory, all of it or nothing, in a new folder beside it. No other folder is
 * touched; one that an interrupted import left empty is taken.
 */
async function makeRun(
  runDirectory: string,
  record: RunRecord,
  bundle: OpenedBundle,
): Promise<void> {
  const unfinished = await makeFolder(runDirectory);
  try {
    const store = openReplyStore({ file: join(unfinished, repliesFile), now: () => new Date() });
    try {
      for await (const replies of bundle.replies()) store.writeAll(replies);
    } finally {
      store.close();
    }
    await writeRunRecord(unfinished, record);
    // Takes the place of an empty folder, and of no other one.
    await rename(unfinished, runDirectory);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** A new folder beside the run directory, which must be missing or empty. */
async function makeFolder(runDirectory: string): Promise<string> {
  try {
    await mkdir(runDirectory, { recursive: true });
    if ((await readdir(runDirectory)).length > 0)
      throw new Error('the folder exists and is not empty');
    return await mkdtemp(`${runDirectory}.unfinished-`);
  } catch (cause) {
    throw createOutputPathError({ path: runDirectory, setting: '--run', cause });
  }
}
