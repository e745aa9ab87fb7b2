import { commandLine } from '../command-line/program-name.ts';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openReplyStore } from '@dln/llm';
import {
  createOutputPathError,
  formatCount,
  inFlags,
  openBundle,
  openCache,
  type OpenedBundle,
  repliesFile,
  type RunRecord,
  withoutForeignPaths,
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
  /** Replies of the bundle take the place of shared ones with the same key. @default false */
  readonly replace?: boolean | undefined;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { file, run, replace = false, surroundings } = options;
  const { stderr, cacheFolder, signal } = surroundings;
  const onNote = (text: string): void => void stderr.write(`${text}\n`);
  const bundle = await openBundle(file, { signal });
  if (run === undefined) {
    using cache = openCache({ cacheFolder, file: options.cache }, onNote);
    let kept = 0;
    for await (const replies of bundle.replies()) {
      // What was asked here is not replaced by what a stranger says.
      const wanted = replace
        ? replies
        : replies.filter(([key]) => cache.store.read(key) === undefined);
      kept += replies.length - wanted.length;
      cache.store.writeAll(wanted.map(([key, value]) => [key, shared(value)]));
    }
    stderr.write(`${formatCount(bundle.count - kept)} replies are in ${cache.file} now\n`);
    if (kept > 0)
      stderr.write(
        `${formatCount(kept)} more were there already and stay as they are; --replace takes those of ${file}\n`,
      );
    return;
  }
  if (bundle.run === null)
    throw new InputError(
      `${file} was exported from shared replies and not from a run, so that --run has nothing to make. Leave --run out to import it.`,
    );
  const { record, dropped } = withoutForeignPaths(bundle.run);
  await makeRun(run, record, bundle);
  if (dropped.length > 0)
    stderr.write(
      `${inFlags(dropped.map((name) => `\`${name}\``).join(', '))}: set back to the default, as the run had a path of another machine there\n`,
    );
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
