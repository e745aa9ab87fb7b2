import { z } from 'zod';
import { inGroup, setting } from './setting.ts';
import { METRIC_PATH } from './setting-path.ts';
import { termSettings } from './term-settings.ts';

/** What makes one candidate better than another. */
export const objectiveSettings = inGroup('Scores and rewards', {
  lossFunction: setting(z.string(), {
    // The reference compares first words and drops digits; a run remarks on data that it confuses.
    defaults: { standard: 'auto', reference: 'exact_match_loss' },
    description:
      'how an answer is compared with the target: auto (by class, number or text, as the data are), exact_match_loss, …, a module, such as ./metric.mjs, or a YAML file with options',
    placeholder: 'name',
    path: METRIC_PATH,
    decidesAccuracy: true,
  }),
  outputScoringFunction: setting(z.enum(['logprobs', 'samples', 'accuracy']), {
    default: 'logprobs',
    description:
      "rank the last layer's prompts by the log-probability of the right class, by its share of sampled answers (for endpoints without log-probabilities), or by accuracy",
    inference: 'outputScoring',
  }),
  answerSamples: setting(z.int().min(1), {
    default: 5,
    description: 'answers sampled per score with `outputScoringFunction: samples`',
    unit: 'answers',
    inference: 'answerSamples',
  }),
  samplesPerExample: setting(z.int().min(1), {
    default: 1,
    description:
      'answers that are sampled for each example wherever a metric compares answers: in validations, in the test, and for candidates that are ranked by accuracy; 1: one answer at temperature 0',
    unit: 'answers',
    inference: 'samplesPerExample',
    decidesAccuracy: true,
  }),
  sampleAggregate: setting(z.enum(['mean', 'pass']), {
    default: 'mean',
    description:
      'what the losses of `samplesPerExample` answers come to: their mean, or that of the best of `passAt` answers, estimated without bias (pass@k)',
    inference: 'sampleAggregate',
  }),
  passAt: setting(z.int().min(1).nullable(), {
    default: null,
    description: 'k of pass@k; default: `samplesPerExample`, the best of all samples',
    unit: 'answers',
    inference: 'passAt',
  }),
  sampleTemperature: setting(z.number().gt(0), {
    default: 0.7,
    description: 'temperature of the `samplesPerExample` answers',
    inference: 'sampleTemperature',
  }),
  hiddenScoringFunction: setting(z.enum(['logprobs', 'accuracy']), {
    default: 'logprobs',
    description: 'score hidden texts by log-probability or by accuracy',
    inference: 'hiddenScoring',
  }),
  calibration: setting(z.enum(['none', 'contextual', 'batch', 'shares', 'auto']), {
    default: 'none',
    description:
      "subtract the class prior that the last layer's prompt induces from its class scores, in training and in predictions; contextual: estimated with inputs without content, batch: with training inputs, shares: the same, for classes as frequent as in the dev split; auto: none, batch or shares, by the likelihood of training targets before training",
    decidesAccuracy: true,
  }),
  calibrationInputs: setting(z.int().min(1), {
    default: 24,
    description:
      'training inputs that `calibration: batch` and `shares` estimate the class prior from',
    unit: 'inputs',
    decidesAccuracy: true,
  }),
  acceptBeyond: setting(z.number().min(0), {
    default: 0,
    description:
      'replace the present prompt only by one that leads by more than N standard errors of the paired difference; 0: by any that leads',
    unit: 'standard errors',
    inference: 'acceptBeyond',
  }),
  ...termSettings,
  logpPenalty: setting(z.number().min(0), {
    // paper, section 5.1 and appendix I: what the paper used for its two-layer networks.
    defaults: { standard: 0.5, reference: 0 },
    description: 'exploration penalty on hidden texts that led to a wrong answer',
    training: 'wrongTextPenalty',
  }),
  decayLogpPenalty: setting(z.boolean(), {
    default: true,
    description: 'decay `logpPenalty` linearly to zero over the run',
    training: 'decaysPenalty',
  }),
  useNce: setting(z.boolean(), {
    default: false,
    description: "rank a hidden layer's prompts by how well they tell its hidden texts apart",
    inference: 'useContrastive',
  }),
  burnInRatio: setting(z.number().min(0).max(1), {
    default: 0.05,
    description: "share of a hidden text's first tokens that its score leaves out",
    inference: 'burnInRatio',
  }),
});
