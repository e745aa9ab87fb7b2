import type { InferenceSettings } from '@dln/vi';

/**
 * The paper's settings of a two-layer step (section 5.1 and appendix I): batch 20, N 20, K 5; trust
 * region and exploration penalty are on, so that every kind of request occurs.
 */
export const paperSettings: InferenceSettings = {
  promptCandidates: 20,
  hiddenSamples: 5,
  posteriorTemperature: 1,
  posteriorWeights: 'mean',
  posteriorShare: 0.5,
  includePrior: true,
  useMutualInformation: false,
  correctWeighting: false,
  useHiddenArgMax: false,
  rewriteLossOnly: false,
  heldOutRanking: false,
  outputScoring: 'logprobs',
  answerSamples: 5,
  hiddenScoring: 'logprobs',
  trustFactor: 1,
  useContrastive: false,
  stripOptions: false,
  burnInRatio: 0.05,
  forwardTemperature: 0,
  backwardTemperature: 0.7,
  backwardMaxTokens: 512,
  trainedLayers: [true, true],
  hiddenPromptSteps: 1,
};

/** Five prompts per layer, as in a full memory. `[entry][layer]` */
export const paperMemory: readonly (readonly string[])[] = [
  ['Write down each move.', 'Does the walk end where it began?'],
  ['Follow the path step by step.', 'Say yes if the end is the start.'],
  ['Track the position after every move.', 'Is the last position the first one?'],
  ['Note the direction at each turn.', 'Decide whether the walker is back.'],
  ['Add up the steps in each direction.', 'Answer yes or no: is the walker back at the start?'],
];
