import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainEvent } from '@dln/vi';
import { systemClock } from '../clock.ts';
import type { RetryCounts } from '../composition/count-retries.ts';

const fileName = 'timeline.jsonl';

/**
 * When the events of a run happened. The times are in a separate file, because a resumed run
 * repeats its events byte for byte. A line each: `{ type: 'opened', events, at }` when a process
 * takes the run up, and `{ type, iteration, events, at, retries }` for each event, where `events`
 * counts them.
 */
export interface Timeline {
  /** Notes an event. Events that an earlier process noted are not noted again. */
  readonly add: (event: TrainEvent, retries: RetryCounts) => Promise<void>;
}

/** Opens the timeline of a run, and notes that a process has taken the run up. */
export async function openTimeline(
  runDirectory: string,
  now: () => Date = systemClock,
): Promise<Timeline> {
  const path = join(runDirectory, fileName);
  const text = await readText(path);
  const known = lastCount(text);
  // A line that was cut off when its process was killed stays one broken line.
  const lead = text === '' || text.endsWith('\n') ? '' : '\n';
  const write = (entry: object, before = ''): Promise<void> =>
    appendFile(path, `${before}${JSON.stringify({ ...entry, at: now().toISOString() })}\n`);
  await write({ type: 'opened', events: known }, lead);
  let events = 0;
  return {
    add: async ({ type, iteration }, retries) => {
      events++;
      if (events > known) await write({ type, iteration, events, retries });
    },
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** How many events were noted; 0 if none was. */
function lastCount(text: string): number {
  const counts = text.split('\n').map((line) => Number(/"events":(\d+)/u.exec(line)?.[1] ?? 0));
  return Math.max(0, ...counts);
}
