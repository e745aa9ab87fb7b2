import type { GivenSettings } from '@dln/run';

/**
 * What the demonstration trains: two layers on navigate, with the model that ships with the
 * project, from an empty hidden prompt. Small enough for a minute on two cores. Flags go over
 * these.
 */
export const demoSettings: GivenSettings = {
  dataset: 'navigate',
  fwdModelType: 'embedded',
  layers: 2,
  iters: 10,
  valFreq: 1,
  batchSize: 10,
  numPSamples: 6,
  numHSamples: 6,
  useMemory: 2,
  tolerance: 2,
  // Ten examples are too few to hide half of them from a proposal.
  heldOutPromptRanking: false,
  // The scores of hidden texts are means over tokens, and differ little: at temperature 1 all texts
  // weigh about the same, and the empty prompt stays.
  posteriorTemp: 0.3,
  logpPenalty: 0,
  maxDevSize: 60,
  p1MaxTokens: 120,
  bwdMaxTokens: 120,
};
