import type { CachedSequence } from '../evaluation/cached-sequence.ts';
import type { Draft } from './draft.ts';
import type { ReplyEnd } from './reply-end.ts';

/** Options of `writeInLockstep`. */
export interface WriteInLockstepOptions {
  /** All sequences of a context, in order. */
  readonly sequences: readonly CachedSequence[];
  /** How many of them generate. */
  readonly writers: number;
  /** Returns the next reply for a writer, or undefined if no replies are left. */
  readonly next: (writer: number) => Draft | undefined;
  readonly onWritten: (draft: Draft, end: ReplyEnd, sequence: CachedSequence) => Promise<void>;
  readonly signal: AbortSignal;
}

/** The token evaluated by a sequence that only pads the batch. */
const FILLER = 0;

/**
 * Generates replies in several sequences of one context, one token each per step, computed
 * together. An idle sequence takes the next reply.
 *
 * All sequences from the first to the last active one take every step, and at least two do.
 * llama.cpp computes them as one batch only if they are contiguous, and uses different routines for
 * a batch of one row. So a reply is the same alone or among others.
 */
export async function writeInLockstep(options: WriteInLockstepOptions): Promise<void> {
  const { sequences, writers, next, onWritten, signal } = options;
  const drafts = Array<Draft | undefined>(sequences.length).fill(undefined);
  for (;;) {
    for (let writer = 0; writer < writers; writer++) {
      signal.throwIfAborted();
      drafts[writer] ??= await begin(next(writer), sequences[writer], signal);
    }
    const rank = rankOf(drafts);
    if (rank === undefined) return;

    const drawn = await step(sequences, drafts, rank);
    for (const [index, token] of drawn.entries()) {
      const place = rank.first + index;
      const [draft, sequence] = [drafts[place], sequences[place]];
      if (draft === undefined || sequence === undefined) continue;
      if (token === undefined) throw new Error('The engine drew no token.');
      const end = draft.add(token);
      if (end === undefined) continue;
      drafts[place] = undefined;
      await onWritten(draft, end, sequence);
    }
  }
}

/** Loads a prompt into the cache without its last token, which the first step evaluates. */
async function begin(
  draft: Draft | undefined,
  sequence: CachedSequence | undefined,
  signal: AbortSignal,
): Promise<Draft | undefined> {
  if (draft === undefined || sequence === undefined) return undefined;
  await sequence.fill(draft.job.prompt.slice(0, -1), { from: Infinity, signal });
  return draft;
}

/** The sequences that take a step, from `first` to `end` − 1. */
interface Rank {
  readonly first: number;
  readonly end: number;
}

function rankOf(drafts: readonly (Draft | undefined)[]): Rank | undefined {
  const first = drafts.findIndex((draft) => draft !== undefined);
  if (first < 0) return undefined;
  const end = drafts.findLastIndex((draft) => draft !== undefined) + 1;
  if (end - first > 1) return { first, end };
  return end < drafts.length ? { first, end: end + 1 } : { first: first - 1, end };
}

/** One token for each of these sequences; undefined for padding. */
async function step(
  sequences: readonly CachedSequence[],
  drafts: readonly (Draft | undefined)[],
  { first, end }: Rank,
): Promise<readonly (number | undefined)[]> {
  const ranked = sequences.slice(first, end);
  for (const [index, sequence] of ranked.entries()) {
    if (drafts[first + index] === undefined && !sequence.hasRoom) await sequence.dropSteps();
  }
  // Start all steps at once and in order: that is the order of the batch.
  return Promise.all(
    ranked.map((sequence, index) => {
      const draft = drafts[first + index];
      return sequence.step(draft?.lastToken ?? FILLER, draft?.nextSampling());
    }),
  );
}
