import { parseCandidate, stepOfCandidateLine, type Candidate } from '../../records/candidate.ts';

/** Reads bytes of a file. */
export type ReadRange = (from: number, length: number) => Promise<Uint8Array>;

/** Bytes of one read. */
const CHUNK = 256 * 1024;
const LINE_FEED = 10;

/**
 * The candidates of a step in candidates.jsonl, whose lines are in the order of their steps: a
 * binary search by byte ranges, then the lines of the step. Nothing else of the file is read.
 */
export async function findCandidates(
  read: ReadRange,
  size: number,
  step: number,
): Promise<readonly Candidate[]> {
  let from = 0;
  let to = size;
  while (to - from > CHUNK) {
    const middle = Math.floor((from + to) / 2);
    const line = await lineAfter(read, middle, to);
    if (line === null) to = middle;
    else if (line.step < step) from = line.start;
    else to = middle;
  }
  return readStep(read, { from, size, step });
}

/** The first line that begins after a byte; null if no line begins before `end`. */
async function lineAfter(
  read: ReadRange,
  from: number,
  end: number,
): Promise<{ readonly start: number; readonly step: number } | null> {
  let at = from;
  while (at < end) {
    const bytes = await read(at, Math.min(CHUNK, end - at));
    if (bytes.length === 0) return null;
    const feed = bytes.indexOf(LINE_FEED);
    if (feed === -1) {
      at += bytes.length;
      continue;
    }
    const start = at + feed + 1;
    const head = new TextDecoder().decode(await read(start, 64));
    const step = stepOfCandidateLine(head);
    if (step !== undefined) return { start, step };
    at = start;
  }
  return null;
}

async function readStep(
  read: ReadRange,
  { from, size, step }: { readonly from: number; readonly size: number; readonly step: number },
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  let at = from;
  while (at < size) {
    const bytes = await read(at, Math.min(CHUNK, size - at));
    if (bytes.length === 0) break;
    at += bytes.length;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const own = stepOfCandidateLine(line);
      if (own !== undefined && own > step) return found;
      const candidate = own === step ? parseCandidate(line) : undefined;
      if (candidate) found.push(candidate);
    }
  }
  return found;
}
