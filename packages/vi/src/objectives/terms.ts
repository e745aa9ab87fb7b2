import { accuracy } from './accuracy.ts';
import { explorationPenalty } from './exploration-penalty.ts';
import { length } from './length.ts';
import { likelihood } from './likelihood.ts';
import type { Term } from './term.ts';
import { trustRegion } from './trust-region.ts';

/** The terms that make up the objective. The step, the ledger of candidates, TensorBoard and the documentation iterate over them. */
export const terms: readonly Term[] = [
  likelihood,
  accuracy,
  trustRegion,
  explorationPenalty,
  length,
];
