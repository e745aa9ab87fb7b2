import { train } from '@dln/vi';
import type { Learner } from '@dln/run';
import { createApe } from './ape/create-ape.ts';
import { createRandomDemonstrations } from './demonstrations/create-random-demonstrations.ts';
import { createKate } from './kate/create-kate.ts';
import type { Retriever } from './kate/retriever.ts';
import { createBestLayout } from './layout/create-best-layout.ts';
import type { Method } from './method.ts';

/**
 * Creates the learner of a method. Methods without training use `train` as well, for validation and
 * test only: every method has the same splits, loss, models and events.
 */
export function createLearner(
  method: Method,
  { retriever, seed }: { readonly retriever: Retriever; readonly seed: number },
): Learner {
  switch (method.kind) {
    case 'kate':
      return createKate({ shots: method.shots, retriever });
    case 'ape':
    case 'cot-ape':
      return createApe({ proposals: method.proposals, seed });
    case 'best-layout':
      return createBestLayout({ layouts: method.layouts });
    case 'random-demonstrations':
      return createRandomDemonstrations({ shots: method.shots, seed });
    case 'zero-shot':
    case 'few-shot':
    case 'cot':
    case 'dln':
      return train;
  }
}
