import { z } from 'zod';
import { inGroup, setting } from './setting.ts';

/** How the text between two layers is inferred. */
export const hiddenSettings = inGroup('Hidden texts', {
  qHidden: setting(z.string(), {
    // paper, appendix D: the mixture of both worked best.
    defaults: {
      standard: 'suffix_forward_tbs_y|suffix_forward_tbs',
      reference: 'suffix_forward_tbs',
    },
    description:
      'the templates that ask the backward model for a better hidden text; several are joined by |',
    placeholder: 'templates',
  }),
  numHSamples: setting(z.int().min(0), {
    standardType: z.int().min(1),
    defaults: { standard: 5, reference: 3 },
    description: 'hidden texts sampled per example',
    unit: 'samples',
    inference: 'hiddenSamples',
  }),
  useHArgmax: setting(z.boolean(), {
    default: false,
    description: 'rank prompts on the best hidden text alone instead of the weighted samples',
    inference: 'useHiddenArgMax',
  }),
  rewriteLossOnly: setting(z.boolean(), {
    default: false,
    description: 'sample hidden texts only for examples with a wrong answer',
    inference: 'rewriteLossOnly',
  }),
  posteriorTemp: setting(z.number().gt(0), {
    default: 1,
    description:
      'temperature of the weights of hidden texts: below 1 sharpens, above 1 flattens them',
    inference: 'posteriorTemperature',
  }),
  posteriorWeights: setting(z.enum(['mean', 'sum']), {
    default: 'mean',
    description:
      'mean: weigh hidden texts by log-probabilities per token; sum: by sums over tokens, at a temperature that keeps `posteriorShare` of them effective',
    inference: 'posteriorWeights',
  }),
  posteriorShare: setting(z.number().min(0).max(1), {
    default: 0.5,
    description:
      'with `posteriorWeights: sum`: the minimal effective sample size, as a share of the hidden texts',
    inference: 'posteriorShare',
  }),
  posteriorSharpeningIncludePrior: setting(z.boolean(), {
    default: true,
    description: 'include the probability of a hidden text given its layer input in its weight',
    inference: 'includePrior',
  }),
  posteriorSharpeningCorrectWeighting: setting(z.boolean(), {
    default: false,
    description: 'divide each weight by the probability with which the text was sampled',
    inference: 'correctWeighting',
  }),
  posteriorSharpeningUseMiRegularization: setting(z.boolean(), {
    default: false,
    description:
      'subtract log p(y | h) from the log-weight of a hidden text: mutual-information regularisation',
    inference: 'useMutualInformation',
  }),
});
