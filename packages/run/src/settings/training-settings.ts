import { z } from 'zod';
import { inGroup, setting } from './setting.ts';

/** How long to train, when to validate, when to go back. */
export const trainingSettings = inGroup('Training', {
  iters: setting(z.int().min(0), {
    standardType: z.int().min(1),
    default: 20,
    description: 'training steps',
    unit: 'steps',
    training: 'iterations',
  }),
  valFreq: setting(z.int().min(0), {
    standardType: z.int().min(1),
    default: 2,
    description: 'validate every N steps',
    unit: 'steps',
    training: 'validationFrequency',
  }),
  doFirstEval: setting(z.boolean(), {
    // An initial prompt that was never validated cannot win its place back (docs/presets.md, V2).
    defaults: { standard: true, reference: false },
    description: 'validate the initial prompts',
    training: 'validatesFirst',
  }),
  stopWhenPerfect: setting(z.boolean(), {
    defaults: { standard: true, reference: false },
    before: false,
    description: 'stop training when the dev accuracy is 100 %',
    training: 'stopsWhenPerfect',
  }),
  baseline: setting(z.boolean(), {
    defaults: { standard: true, reference: false },
    before: false,
    description:
      'also test the initial prompts, to show the test accuracy before and after training; false saves these calls',
    training: 'testsInitialPrompts',
  }),
  doZeroShot: setting(z.boolean(), {
    default: false,
    description: 'test the initial prompts without training',
  }),
  costOnly: setting(z.boolean(), {
    default: false,
    description: 'count the tokens that testing would take, without sending requests for it',
    training: 'isCostOnly',
  }),
  tolerance: setting(z.int().min(-1), {
    // paper, section 5.1 and appendix I: what the paper used for its two-layer networks.
    defaults: { standard: 2, reference: -1 },
    description: 'go back to the best prompts after N validations without a gain; -1: never',
    unit: 'validations',
    training: 'tolerance',
  }),
  useMemory: setting(z.int().min(0), {
    defaults: { standard: 5, reference: 0 },
    description: 'the best N validated prompts stay candidates in each step',
    unit: 'prompts',
    training: 'memorySize',
  }),
  bound: setting(z.union([z.boolean(), z.literal('auto')]), {
    defaults: { standard: 'auto', reference: false },
    before: false,
    description:
      'estimate a lower bound of the log-likelihood of the right answers at each validation, which costs calls; auto: for models in this process',
  }),
  boundSamples: setting(z.int().min(1), {
    default: 4,
    description: 'hidden texts per layer and example for the bound; more make it tighter',
    unit: 'samples',
  }),
  boundExamples: setting(z.int().min(1), {
    default: 20,
    description: 'the bound covers at most N validation examples, the same ones each time',
    unit: 'examples',
    training: 'boundExamples',
  }),
});
