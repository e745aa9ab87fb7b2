import type { ClassScores, ClassScoringMethod } from './class-scores.ts';

/** What some class scores rest on, for those that were found in the same way. */
export interface ScoringGrounds {
  /** How: `first token, top 20`, `whole class by echo`, `share of 5 samples`. */
  readonly strategy: string;
  readonly method: ClassScoringMethod;
  /** Contexts whose classes were scored. */
  readonly contexts: number;
  /** Classes of those contexts. */
  readonly cells: number;
  /** Classes that no shown token stands for: their probability is bounded, not known. */
  readonly floored: number;
  /** Contexts for which no class was shown, or named by a sampled answer. */
  readonly unanswered: number;
}

/** Counts class scores by how they were found, in the order of the names. */
export function groundsOf(scores: readonly ClassScores[]): readonly ScoringGrounds[] {
  return addGrounds(
    scores.map(({ strategy, method, logProbabilities, floored = [], isUnanswered = false }) => ({
      strategy,
      method,
      contexts: 1,
      cells: logProbabilities.length,
      floored: floored.filter(Boolean).length,
      unanswered: isUnanswered ? 1 : 0,
    })),
  );
}

/** Counts of several kinds of work together. */
export function addGrounds(all: readonly ScoringGrounds[]): readonly ScoringGrounds[] {
  const sums = new Map<string, ScoringGrounds>();
  for (const one of all) {
    const before = sums.get(one.strategy);
    sums.set(one.strategy, before ? add(before, one) : one);
  }
  return [...sums.values()].sort((a, b) => (a.strategy < b.strategy ? -1 : 1));
}

function add(one: ScoringGrounds, other: ScoringGrounds): ScoringGrounds {
  return {
    strategy: one.strategy,
    method: one.method,
    contexts: one.contexts + other.contexts,
    cells: one.cells + other.cells,
    floored: one.floored + other.floored,
    unanswered: one.unanswered + other.unanswered,
  };
}

/**
 * The same for people:
 * `first token, top 20; 12 % of cells floored, 3 of 40 contexts without a class`.
 */
export function describeGrounds(grounds: readonly ScoringGrounds[]): readonly string[] {
  return grounds.map(({ strategy, contexts, cells, floored, unanswered }) =>
    [
      strategy,
      ...(floored > 0 ? [`${percent(floored / cells)} of cells floored`] : []),
      ...(unanswered > 0 ? [`no class in ${unanswered} of ${contexts} contexts`] : []),
    ].join('; '),
  );
}

function percent(share: number): string {
  const value = share * 100;
  return value < 1 ? '< 1 %' : `${Math.round(value)} %`;
}
