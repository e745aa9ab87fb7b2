import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** How the text between two layers is inferred. */
export const hiddenSettings: SettingsNamed<
  | 'qHidden'
  | 'numHSamples'
  | 'useHArgmax'
  | 'rewriteLossOnly'
  | 'posteriorTemp'
  | 'posteriorWeights'
  | 'posteriorShare'
  | 'posteriorSharpeningIncludePrior'
  | 'posteriorSharpeningCorrectWeighting'
  | 'posteriorSharpeningUseMiRegularization'
> = {
  qHidden: {
    group: 'Hidden texts',
    kind: { type: 'text' },
    placeholder: 'templates',
    description:
      'how the backward model is asked for a better hidden text; several are joined by |',
    // paper, appendix D: the mixture of both worked best.
    defaults: {
      standard: 'suffix_forward_tbs_y|suffix_forward_tbs',
      reference: 'suffix_forward_tbs',
    },
  },
  numHSamples: {
    group: 'Hidden texts',
    kind: { type: 'integer', minimum: 1, referenceMinimum: 0 },
    description: 'hidden texts drawn for each example',
    defaults: { standard: 5, reference: 3 },
  },
  useHArgmax: {
    group: 'Hidden texts',
    kind: { type: 'boolean' },
    description: 'rank prompts on the best hidden text alone, instead of the weighted samples',
    defaults: sameInBoth(false),
  },
  rewriteLossOnly: {
    group: 'Hidden texts',
    kind: { type: 'boolean' },
    description: 'draw hidden texts only for examples that were answered wrongly',
    defaults: sameInBoth(false),
  },
  posteriorTemp: {
    group: 'Hidden texts',
    kind: { type: 'number', minimum: 0, exclusive: true },
    description: 'below 1 sharpens the weights of the hidden texts, above 1 flattens them',
    defaults: sameInBoth(1),
  },
  posteriorWeights: {
    group: 'Hidden texts',
    kind: { type: 'choice', choices: ['mean', 'sum'] },
    description:
      'weigh hidden texts by log-probabilities per token, or by sums over tokens, with the temperature raised until --posterior-share of them count',
    defaults: sameInBoth('mean'),
  },
  posteriorShare: {
    group: 'Hidden texts',
    kind: { type: 'number', minimum: 0, maximum: 1 },
    description:
      'with --posterior-weights sum: the least effective sample size, as a share of the hidden texts',
    defaults: sameInBoth(0.5),
  },
  posteriorSharpeningIncludePrior: {
    group: 'Hidden texts',
    kind: { type: 'boolean' },
    description: 'weigh a hidden text also by how probable its own layer finds it',
    defaults: sameInBoth(true),
  },
  posteriorSharpeningCorrectWeighting: {
    group: 'Hidden texts',
    kind: { type: 'boolean' },
    description: 'divide the weights by the probability with which each text was drawn',
    defaults: sameInBoth(false),
  },
  posteriorSharpeningUseMiRegularization: {
    group: 'Hidden texts',
    kind: { type: 'boolean' },
    description: 'hold against a hidden text what it gives away without the input',
    defaults: sameInBoth(false),
  },
};
