import type { RowAnswer } from '../engine/read-answer.ts';
import type { ReadingGroup } from '../planning/group-readings.ts';
import type { Reading } from '../planning/plan-readings.ts';
import type { CachedSequence } from './cached-sequence.ts';

/** llama.cpp computes a batch of one row with different routines. */
const FEWEST_ROWS = 2;

/**
 * Reads a group: the first sequence evaluates the shared prefix, the others copy it, and all of
 * them evaluate their rests in one batch. Rests are padded to the same length, because llama.cpp
 * splits batches of different lengths; later rows do not change earlier ones.
 *
 * @param sequences all sequences of a context, in order; at least as many as readings
 * @returns the answers of each reading by row
 */
export async function readGroup(
  sequences: readonly CachedSequence[],
  { readings, prefixLength }: ReadingGroup,
  { top, signal }: { readonly top: number; readonly signal: AbortSignal },
): Promise<readonly ReadonlyMap<number, RowAnswer>[]> {
  const [first] = sequences;
  const [reading] = readings;
  if (first === undefined || reading === undefined) return [];
  if (readings.length === 1) return [await first.read(reading.tokens, { ...reading, top, signal })];

  const prefix = reading.tokens.slice(0, prefixLength);
  await first.fill(prefix, { from: Infinity, signal });
  await first.keep();
  const members = readings.map((member, index) => ({
    member,
    sequence: sequences[index] as CachedSequence,
  }));
  for (const { sequence } of members) await sequence.startFrom(first, prefix);
  signal.throwIfAborted();
  const rows = Math.max(FEWEST_ROWS, ...readings.map((member) => restOf(member, prefixLength)));
  // Started at once and in order: that is the order of the batch.
  return Promise.all(
    members.map(async ({ member: { tokens, targets }, sequence }) =>
      sequence.readRest(tokens, { start: prefixLength, rows, targets, top }),
    ),
  );
}

function restOf({ tokens }: Reading, prefixLength: number): number {
  return tokens.length - prefixLength;
}
