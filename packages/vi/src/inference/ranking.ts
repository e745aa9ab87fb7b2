import type { Candidate } from './candidate-listing.ts';

/** Which examples score which candidates. */
export interface Ranking {
  /** How many of a batch's examples the request for a proposal shows. */
  readonly shown: (examples: number) => number;
  /** Whether the rank of a candidate counts an example, by its `batchIndex`. */
  readonly ranksOn: (candidate: Candidate, batchIndex: number) => boolean;
}

/** Selects the ranking for the setting `heldOutRanking`. */
export type RankingChoice = (settings: { readonly heldOutRanking: boolean }) => Ranking;

const half = (examples: number): number => Math.floor(examples / 2);

/** A request shows all examples, and every example scores every candidate. */
export const fullGrid: Ranking = {
  shown: (examples) => examples,
  ranksOn: () => true,
};

/** A request shows a half of the examples, and the others score its proposals. */
export const heldOutHalves: Ranking = {
  shown: half,
  ranksOn: ({ seen }, batchIndex) => !seen?.includes(batchIndex),
};

/** The reference (dln/vi/model.py:187-209): a request shows a half of the examples, and every example scores every candidate. */
export const shownHalves: Ranking = { shown: half, ranksOn: () => true };

/** Proposals are ranked on the examples that they did not see, if asked. */
export const rankHeldOut: RankingChoice = ({ heldOutRanking }) =>
  heldOutRanking ? heldOutHalves : fullGrid;

/** The reference's ranking. */
export const rankOnBatch: RankingChoice = ({ heldOutRanking }) =>
  heldOutRanking ? shownHalves : fullGrid;
