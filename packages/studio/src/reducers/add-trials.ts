import type { ProposerTrial } from './line-summary.ts';

/**
 * Trials of several comparisons, added up by proposer, in the order in which proposers first
 * appear.
 */
export function addTrials(all: readonly (readonly ProposerTrial[])[]): readonly ProposerTrial[] {
  const sums = new Map<string, ProposerTrial>();
  for (const { proposer, comparisons, wins } of all.flat()) {
    const before = sums.get(proposer);
    sums.set(proposer, {
      proposer,
      comparisons: comparisons + (before ? before.comparisons : 0),
      wins: wins + (before ? before.wins : 0),
    });
  }
  return [...sums.values()];
}
