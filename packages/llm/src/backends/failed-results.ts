import type { ItemFailure } from '../item-failure.ts';
import type { Generation, TextScore, TokenDistribution, Usage } from '../language-model.ts';

/** It was asked, and nothing is known of what that took. */
const USAGE: Usage = { promptTokens: 0, completionTokens: 0, requests: 1 };

/** Placeholder for a failed generation. */
export function failedGeneration(failure: ItemFailure): Generation {
  return { text: '', finishReason: 'other', usage: USAGE, failure };
}

/** Placeholder for a failed score. */
export function failedScore(failure: ItemFailure): TextScore {
  return { logProbabilities: [], usage: USAGE, failure };
}

/** Placeholder for a failed distribution. */
export function failedDistribution(failure: ItemFailure): TokenDistribution {
  return { top: [], usage: USAGE, failure };
}
