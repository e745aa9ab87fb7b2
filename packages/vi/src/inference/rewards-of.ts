import { contribution, figuresOf, type ScoredTerm } from '../objectives/scored-term.ts';
import { indexed } from '../numerics/indexed.ts';

/** The reward of each candidate: the weighted sum of its terms. */
export function rewardsOf(terms: readonly ScoredTerm[]): readonly number[] {
  const [first] = terms;
  if (!first) throw new RangeError('an objective without terms');
  const figures = terms.map(({ weight, cells }) => ({ weight, figures: figuresOf({ cells }) }));
  const [row = []] = first.cells;
  return row.map((_, candidate) =>
    figures.reduce(
      (sum, { weight, figures: own }) => sum + contribution(weight, indexed(own, candidate).value),
      0,
    ),
  );
}
