import type { ClassScoring, ScoreClassesOptions } from './class-scores.ts';
import { addGrounds, groundsOf, type ScoringGrounds } from './scoring-grounds.ts';

/** Class scorings that count what their scores rest on. */
export interface CountedScorings<Scorings> {
  readonly scorings: Scorings;
  /** What was counted so far; it does not depend on the order of replies. */
  readonly grounds: () => readonly ScoringGrounds[];
}

/** The same scorings, counting. */
export function countClassScores<Name extends string>(
  scorings: Readonly<Record<Name, ClassScoring>>,
): CountedScorings<Readonly<Record<Name, ClassScoring>>> {
  let counted: readonly ScoringGrounds[] = [];
  const count = (scoring: ClassScoring): ClassScoring => {
    const counting = async (
      contexts: readonly string[],
      options: ScoreClassesOptions,
    ): ReturnType<ClassScoring> => {
      const scores = await scoring(contexts, options);
      counted = addGrounds([
        ...counted,
        ...groundsOf(scores.flatMap((one) => (one.failure ? [] : [one]))),
      ]);
      return scores;
    };
    const { plan, problem } = scoring;
    return Object.assign(counting, { plan, ...(problem ? { problem } : {}) });
  };
  const entries = Object.entries<ClassScoring>(scorings).map(([name, own]) => [name, count(own)]);
  return {
    scorings: Object.fromEntries(entries) as Readonly<Record<Name, ClassScoring>>,
    grounds: () => counted,
  };
}
