import { standardError } from '../numerics/mean.ts';
import { rankedMeans } from './ranked-means.ts';
import type { TermCell } from './term.ts';

/** A term with its values, as one comparison of candidates found them. */
export interface ScoredTerm {
  readonly name: string;
  /** Factor in the reward; not 0. */
  readonly weight: number;
  readonly isScore: boolean;
  /**
   * `[example][candidate]`, the present prompt first; undefined for a candidate that the example
   * does not rank.
   */
  readonly cells: readonly (readonly (TermCell | undefined)[])[];
}

/** What a term comes to for one candidate. */
export interface TermFigures {
  readonly value: number;
  /** Standard error of `value` over the examples that rank the candidate. */
  readonly standardError: number;
}

/**
 * The figures of each candidate: the mean of its values, or, if only some examples rank it, as
 * `rankedMeans` has it.
 *
 * @returns `[candidate]`
 */
export function figuresOf({ cells }: Pick<ScoredTerm, 'cells'>): readonly TermFigures[] {
  const means = rankedMeans(cells.map((row) => row.map((cell) => cell?.value)));
  return means.map((value, candidate) => ({
    value,
    standardError: standardError(
      cells.flatMap((row) => {
        const cell = row[candidate];
        return cell ? [cell.value] : [];
      }),
    ),
  }));
}

/** Weight × value; 0 for a value of 0. */
export function contribution(weight: number, value: number): number {
  return value === 0 ? 0 : weight * value;
}
