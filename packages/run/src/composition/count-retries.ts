import { failureKinds, type FailureKind } from '@dln/llm';

/**
 * Attempts that were made again, by what they had failed of; kinds that did not occur are left out.
 */
export type RetryCounts = Readonly<Partial<Record<FailureKind, number>>>;

/** Counts retries. */
export interface RetryCounter {
  readonly onRetry: (kind: FailureKind) => void;
  readonly counts: RetryCounts;
}

/** A counter that has heard of none. */
export function createRetryCounter(): RetryCounter {
  const counts = new Map<FailureKind, number>();
  return {
    onRetry: (kind) => void counts.set(kind, (counts.get(kind) ?? 0) + 1),
    get counts() {
      return Object.fromEntries(
        failureKinds.flatMap((kind) => {
          const count = counts.get(kind);
          return count === undefined ? [] : [[kind, count] as const];
        }),
      );
    },
  };
}
