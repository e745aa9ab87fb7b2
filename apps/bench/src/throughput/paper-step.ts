import { defaultInferenceSettings, type InferenceSettings } from '@dln/vi';

/**
 * The paper's settings of a two-layer step (section 5.1 and appendix I): batch 20, N 20, K 5; trust
 * region and exploration penalty are on, so that every kind of request occurs.
 */
export const paperSettings: InferenceSettings = {
  ...defaultInferenceSettings(2),
  heldOutRanking: false,
  answerSamples: 5,
  trustFactor: 1,
};

/** Five prompts per layer, as in a full memory. `[entry][layer]` */
export const paperMemory: readonly (readonly string[])[] = [
  ['Write down each move.', 'Does the walk end where it began?'],
  ['Follow the path step by step.', 'Say yes if the end is the start.'],
  ['Track the position after every move.', 'Is the last position the first one?'],
  ['Note the direction at each turn.', 'Decide whether the walker is back.'],
  ['Add up the steps in each direction.', 'Answer yes or no: is the walker back at the start?'],
];
