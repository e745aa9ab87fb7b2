import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** How long to train, when to validate, when to go back. */
export const trainingSettings: SettingsNamed<
  | 'iters'
  | 'valFreq'
  | 'doFirstEval'
  | 'stopWhenPerfect'
  | 'baseline'
  | 'doZeroShot'
  | 'costOnly'
  | 'tolerance'
  | 'useMemory'
  | 'bound'
  | 'boundSamples'
  | 'boundExamples'
> = {
  iters: {
    group: 'Training',
    kind: { type: 'integer', minimum: 1, referenceMinimum: 0 },
    description: 'training steps',
    defaults: sameInBoth(20),
  },
  valFreq: {
    group: 'Training',
    kind: { type: 'integer', minimum: 1, referenceMinimum: 0 },
    description: 'validate after each so many steps',
    defaults: sameInBoth(2),
  },
  doFirstEval: {
    group: 'Training',
    kind: { type: 'boolean' },
    description: 'validate the prompts that training starts from',
    // An initial prompt that was never validated cannot win its place back (docs/presets.md, V2).
    defaults: { standard: true, reference: false },
  },
  stopWhenPerfect: {
    group: 'Training',
    kind: { type: 'boolean' },
    description: 'end the training when the dev accuracy is 100 %',
    defaults: { standard: true, reference: false },
  },
  baseline: {
    group: 'Training',
    kind: { type: 'boolean' },
    description:
      'also test the initial prompts, to show the test accuracy before and after training; false saves these calls',
    defaults: { standard: true, reference: false },
  },
  doZeroShot: {
    group: 'Training',
    kind: { type: 'boolean' },
    description: 'test the initial prompts and train nothing',
    defaults: sameInBoth(false),
  },
  costOnly: {
    group: 'Training',
    kind: { type: 'boolean' },
    description: 'count the tokens that testing would take, and send nothing for it',
    defaults: sameInBoth(false),
  },
  tolerance: {
    group: 'Training',
    kind: { type: 'integer', minimum: -1 },
    description: 'go back to the best prompts after so many validations without a gain; -1: never',
    // paper, section 5.1 and appendix I: what the paper used for its two-layer networks.
    defaults: { standard: 2, reference: -1 },
  },
  useMemory: {
    group: 'Training',
    kind: { type: 'integer', minimum: 0 },
    description: 'so many of the best validated prompts stay candidates in each step',
    defaults: { standard: 5, reference: 0 },
  },
  bound: {
    group: 'Training',
    kind: { type: 'boolean', auto: true },
    description:
      'estimate a lower bound of the log-likelihood of the right answers at each validation, which costs calls; auto: for models in this process',
    defaults: { standard: 'auto', reference: false },
  },
  boundSamples: {
    group: 'Training',
    kind: { type: 'integer', minimum: 1 },
    description: 'hidden texts per layer that the bound draws for each example; more are tighter',
    defaults: sameInBoth(4),
  },
  boundExamples: {
    group: 'Training',
    kind: { type: 'integer', minimum: 1 },
    description: 'the bound covers at most N validation examples, the same ones each time',
    defaults: sameInBoth(20),
  },
};
