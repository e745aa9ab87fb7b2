import { addUsage, NO_USAGE, sumUsage, type ReplyStatistics, type Usage } from '@dln/llm';

/** What the replies that runs share did for a run; the same whether it was interrupted or not. */
export interface CacheSummary {
  /** Replies that were found there. */
  readonly hits: number;
  /** Replies that were not, and that a model was asked for. */
  readonly misses: number;
  /** When the oldest reply among the hits was stored, ISO 8601; absent if that is not known. */
  readonly oldest?: string;
  /** What hits would have cost, by the model's id. */
  readonly saved: Readonly<Record<string, Usage>>;
}

/** Sums what remembering models say, by their ids. */
export function summarizeCache(
  models: readonly { readonly id: string; readonly replies: ReplyStatistics }[],
): CacheSummary {
  let [hits, misses] = [0, 0];
  const saved: Record<string, Usage> = {};
  for (const { id, replies } of models) {
    hits += replies.hits;
    misses += replies.misses;
    saved[id] = addUsage(saved[id] ?? NO_USAGE, replies.saved);
  }
  const [oldest] = models.flatMap(({ replies }) => replies.oldest ?? []).toSorted();
  return { hits, misses, saved, ...(oldest === undefined ? {} : { oldest }) };
}

/** What hits of all models together would have cost. */
export function sumSaved({ saved }: CacheSummary): Usage {
  return sumUsage(Object.values(saved));
}
