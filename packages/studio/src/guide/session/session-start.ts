import { GuideError } from './guide-error.ts';
import type { SessionRecord, StartedRecord } from './records.ts';

/**
 * The start of a session.
 *
 * @throws GuideError if the first record is another one
 */
export function startIn(records: readonly SessionRecord[], directory: string): StartedRecord {
  const [started] = records;
  if (started?.type !== 'started')
    throw new GuideError(
      'session-damaged',
      `The first line of ${directory}/rounds.jsonl is not the start of a guide.`,
    );
  return started;
}
