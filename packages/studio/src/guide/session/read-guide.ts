import { join } from 'node:path';
import { readLog } from './append-log.ts';
import { reduceGuide, type GuideState } from './guide-state.ts';
import { ratingLineSchema, roundLineSchema } from './record-schemas.ts';
import { startIn } from './session-start.ts';

/**
 * Reads the state of a session, also while another process has it open. Writes nothing.
 *
 * @returns undefined if there is no session in the folder
 * @throws GuideError if its files are not those of a session
 */
export async function readGuide(directory: string): Promise<GuideState | undefined> {
  const rounds = await readLog(join(directory, 'rounds.jsonl'), roundLineSchema);
  if (rounds.length === 0) return undefined;
  const ratings = await readLog(join(directory, 'ratings.jsonl'), ratingLineSchema);
  return reduceGuide(startIn(rounds, directory), rounds, ratings);
}
