import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

const largestSeed = 2 ** 32 - 1;

/** Which behaviour, and from which random numbers. */
export const runSettings: SettingsNamed<'preset' | 'seed' | 'samplerSeed'> = {
  preset: {
    group: 'Run',
    kind: { type: 'choice', choices: ['standard', 'reference'] },
    description:
      "standard: the paper's algorithm with its settings; reference: every decision as the Python reference makes it, and its defaults",
    defaults: sameInBoth('standard'),
  },
  seed: {
    group: 'Run',
    kind: { type: 'integer', minimum: 0, maximum: largestSeed },
    description: 'decides the batches, the few-shot examples and the seeds sent to the models',
    defaults: sameInBoth(42),
  },
  samplerSeed: {
    group: 'Run',
    kind: { type: 'integer', minimum: 0, maximum: largestSeed },
    description:
      'decides which examples and messages a proposal is shown; the same as --seed where it is not given',
    defaults: sameInBoth(null),
  },
};
