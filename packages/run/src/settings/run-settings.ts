import { z } from 'zod';
import { inGroup, setting } from './setting.ts';
import { MODULE_PATH } from './setting-path.ts';

const largestSeed = 2 ** 32 - 1;

/** Which behaviour, and from which random numbers. */
export const runSettings = inGroup('Run', {
  preset: setting(z.enum(['standard', 'reference']), {
    default: 'standard',
    description:
      "standard: the paper's algorithm with its settings; reference: every decision as in the Python reference, with its defaults",
    decidesAccuracy: true,
  }),
  seed: setting(z.int().min(0).max(largestSeed), {
    default: 42,
    description: 'seed of the batches, the few-shot examples and the requests to models',
    decidesAccuracy: true,
  }),
  samplerSeed: setting(z.int().min(0).max(largestSeed).nullable(), {
    default: null,
    description: 'seed of the examples and messages that proposals are shown; default: `seed`',
  }),
  modules: setting(z.array(z.string()), {
    default: [],
    description:
      'JavaScript modules or packages that register losses, models, datasets, proposers and terms (docs/modules.md)',
    placeholder: 'file',
    flag: 'module',
    path: MODULE_PATH,
  }),
  allowChangedModules: setting(z.boolean(), {
    default: false,
    description: 'use modules that have changed since the run was started',
    isFree: true,
  }),
});
