import { indexed } from '../../numerics/indexed.ts';
import type { Proposer } from '../proposer.ts';

/**
 * Draws instructions from the user's pool, each at most once in a comparison. The demonstrations of
 * the present parameters stay.
 */
export const drawFromPool: Proposer = ({ promptPool = [] }, { count, current }, random) => {
  const candidates = random
    .permutation(promptPool.length)
    .slice(0, count)
    .map((at) => ({
      parameters: { ...current, instruction: indexed(promptPool, at) },
      origin: 'proposal' as const,
    }));
  return async () => candidates;
};
