import { isDeepStrictEqual } from 'node:util';
import type { RunEntry } from '../../contract.ts';
import type { FoundRun } from '../files/find-runs.ts';
import { openRunFile } from '../files/open-run-file.ts';
import { nextLineStart } from '../lines/whole-lines.ts';
import type { EntryReader } from '../runs/read-run-entry.ts';
import type { SentEvent } from './format-event.ts';
import { readSummaries } from './read-summaries.ts';
import { watchDirectory } from './watch-directory.ts';

/** Options of `followRun`. */
export interface FollowRunOptions {
  /** The byte of events.jsonl at which the next line begins. */
  readonly from: number;
  readonly entries: EntryReader;
  readonly secrets: readonly string[];
  /** The longest wait for a change. */
  readonly pollInMs: number;
  readonly signal: AbortSignal;
}

/**
 * Follows a run: its entry, the lines of its log as they are written, and its entry again whenever
 * it changes. Ends with `gone` if the directory is gone, or if the log is shorter than what was
 * read of it or is another file.
 */
export async function* followRun(
  run: FoundRun,
  { from, entries, secrets, pollInMs, signal }: FollowRunOptions,
): AsyncGenerator<SentEvent> {
  using changes = watchDirectory(run.directory, { pollInMs, signal });
  const log: FollowedLog = { position: from, isAligned: false, inode: undefined };
  let shown: RunEntry | undefined;
  while (!signal.aborted) {
    const entry = await entries.read(run);
    if (!entry) return yield* gone();
    if (!isDeepStrictEqual(entry, shown)) yield { name: 'run', data: entry };
    shown = entry;
    const isSameLog = yield* readOn(run, log, secrets);
    if (!isSameLog) return yield* gone();
    await changes.next();
  }
}

/** The position of the reader in a log. */
interface FollowedLog {
  position: number;
  /** `position` is known to be the beginning of a line. */
  isAligned: boolean;
  /** Undefined until the log has been opened. */
  inode: number | undefined;
}

/** Reads what was written to a log since. False if it is no longer the log that was read before. */
async function* readOn(
  run: FoundRun,
  log: FollowedLog,
  secrets: readonly string[],
): AsyncGenerator<SentEvent, boolean> {
  await using file = await openRunFile(run, 'events.jsonl');
  if (!file) return log.position === 0;
  if (file.size < log.position || file.inode !== (log.inode ?? file.inode)) return false;
  log.inode = file.inode;
  if (!log.isAligned) {
    const start = await nextLineStart(file.handle, log.position);
    if (start === undefined) return true;
    log.position = start;
    log.isAligned = true;
  }
  for await (const { summaries, end } of readSummaries(file, { from: log.position, secrets })) {
    log.position = end;
    yield { name: 'lines', data: summaries, id: end };
  }
  return true;
}

function* gone(): Generator<SentEvent, void> {
  yield { name: 'gone', data: {} };
}
