import type { Reading } from './plan-readings.ts';

/** Readings that several sequences evaluate in one batch, after a prefix that all of them share. */
export interface ReadingGroup {
  readonly readings: readonly Reading[];
  /** Tokens of the shared prefix. 0 for a reading on its own. */
  readonly prefixLength: number;
}

/** Limits of `groupReadings`. */
export interface GroupLimits {
  /** Sequences of the context. */
  readonly sequences: number;
  /** Batch size in tokens. */
  readonly batchRows: number;
}

/** A longer rest fills a batch well enough on its own. */
const LONGEST_REST = 96;

/** Share of rows that a run may evaluate again to shorten its prefix. */
const REPEATED_SHARE = 0.04;

/** Share of rows that padding may add to a batch. */
const PADDED_SHARE = 0.04;

/**
 * Groups neighbouring readings with a common prefix and short rests, of similar length. One batch
 * of several short rests reads the weights once. Other readings stay alone.
 */
export function groupReadings(
  readings: readonly Reading[],
  limits: GroupLimits,
): readonly ReadingGroup[] {
  const groups: ReadingGroup[] = [];
  let rest = readings;
  while (rest.length > 0) {
    const { length, prefixLength } = findRun(rest);
    groups.push(...divideRun(rest.slice(0, length), prefixLength, limits));
    rest = rest.slice(length);
  }
  return groups;
}

/** The longest run from the first reading on whose common prefix is worth sharing. */
function findRun(readings: readonly Reading[]): {
  readonly length: number;
  readonly prefixLength: number;
} {
  const first = readings[0] as Reading;
  let length = 1;
  let prefixLength = first.tokens.length;
  let froms = 0;
  let rows = 0;
  for (const { tokens, from } of readings.slice(1)) {
    const shorter = Math.min(prefixLength, from);
    const repeated = froms + from - shorter * length;
    const total = rows + tokens.length - shorter * length;
    if (tokens.length - shorter > LONGEST_REST || repeated > total * REPEATED_SHARE) break;
    prefixLength = shorter;
    froms += from;
    rows += tokens.length;
    length++;
  }
  return { length, prefixLength: length === 1 ? 0 : prefixLength };
}

/** Splits a run into groups of rests of similar length. The first reading comes first. */
function divideRun(
  run: readonly Reading[],
  prefixLength: number,
  { sequences, batchRows }: GroupLimits,
): readonly ReadingGroup[] {
  if (run.length === 1) return [{ readings: run, prefixLength: 0 }];
  const restOf = ({ tokens }: Reading): number => tokens.length - prefixLength;
  const [first, ...others] = run as readonly [Reading, ...Reading[]];
  const isAlone = Math.min(...first.targets.keys()) < prefixLength || restOf(first) > LONGEST_REST;
  const shared = (isAlone ? others : run).toSorted((left, right) => restOf(left) - restOf(right));
  const groups: ReadingGroup[] = isAlone ? [{ readings: [first], prefixLength: 0 }] : [];
  for (let start = 0; start < shared.length;) {
    let end = start + 1;
    let rows = restOf(shared[start] as Reading);
    while (end < shared.length && end - start < sequences) {
      const longest = restOf(shared[end] as Reading);
      const padded = (end + 1 - start) * longest;
      if (padded > batchRows || padded > (rows + longest) * (1 + PADDED_SHARE)) break;
      rows += longest;
      end++;
    }
    const readings = shared.slice(start, end);
    groups.push({ readings, prefixLength: readings.length === 1 ? 0 : prefixLength });
    start = end;
  }
  return groups;
}
