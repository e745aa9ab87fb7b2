import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** What makes one candidate better than another. */
export const objectiveSettings: SettingsNamed<
  | 'lossFunction'
  | 'outputScoringFunction'
  | 'answerSamples'
  | 'hiddenScoringFunction'
  | 'trustFactor'
  | 'logpPenalty'
  | 'decayLogpPenalty'
  | 'useNce'
  | 'burnInRatio'
> = {
  lossFunction: {
    group: 'Scores and rewards',
    kind: { type: 'text' },
    placeholder: 'name',
    description:
      'what counts as a wrong answer: auto (by class, number or text, as the data are), exact_match_loss, …',
    // The reference compares first words and drops digits; data that it cannot tell apart get a remark.
    defaults: { standard: 'auto', reference: 'exact_match_loss' },
  },
  outputScoringFunction: {
    group: 'Scores and rewards',
    kind: { type: 'choice', choices: ['logprobs', 'samples', 'accuracy'] },
    description:
      "rank the last layer's prompts by the log-probability of the right class, by its share of sampled answers (for endpoints without log-probabilities), or by accuracy",
    defaults: sameInBoth('logprobs'),
  },
  answerSamples: {
    group: 'Scores and rewards',
    kind: { type: 'integer', minimum: 1 },
    description: 'answers drawn for each score with --output-scoring-function samples',
    defaults: sameInBoth(5),
  },
  hiddenScoringFunction: {
    group: 'Scores and rewards',
    kind: { type: 'choice', choices: ['logprobs', 'accuracy'] },
    description: 'score hidden texts by log-probability or by accuracy',
    defaults: sameInBoth('logprobs'),
  },
  trustFactor: {
    group: 'Scores and rewards',
    kind: { type: 'number', minimum: 0 },
    description: "how strongly the last layer's new prompt is held near the current one; 0: not",
    defaults: sameInBoth(0),
  },
  logpPenalty: {
    group: 'Scores and rewards',
    kind: { type: 'number', minimum: 0 },
    description: 'how strongly hidden texts that led to a wrong answer are made less probable',
    // paper, section 5.1 and appendix I: what the paper used for its two-layer networks.
    defaults: { standard: 0.5, reference: 0 },
  },
  decayLogpPenalty: {
    group: 'Scores and rewards',
    kind: { type: 'boolean' },
    description: 'let --logp-penalty fall to zero, in a straight line, over the run',
    defaults: sameInBoth(true),
  },
  useNce: {
    group: 'Scores and rewards',
    kind: { type: 'boolean' },
    description: "rank a hidden layer's prompts by how well they tell its hidden texts apart",
    defaults: sameInBoth(false),
  },
  burnInRatio: {
    group: 'Scores and rewards',
    kind: { type: 'number', minimum: 0, maximum: 1 },
    description: "the share of a hidden text's first tokens that its score leaves out",
    defaults: sameInBoth(0.05),
  },
};
