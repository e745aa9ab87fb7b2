import { z } from 'zod';
import { inGroup, setting } from './setting.ts';
import { PLAIN_PATH } from './setting-path.ts';

/** Caps of a run, and prices. */
export const budgetSettings = inGroup('Budget', {
  maxRequests: setting(z.int().min(1).nullable(), {
    default: null,
    description:
      'cap on requests to models, including retries; at a cap the run ends with what it has learned',
    unit: 'requests',
    isFree: true,
  }),
  maxTokensTotal: setting(z.int().min(1).nullable(), {
    default: null,
    description:
      'cap on tokens of prompts and replies; the most that a request can use is reserved before it is sent',
    unit: 'tokens',
    isFree: true,
  }),
  maxCost: setting(z.number().gt(0).nullable(), {
    default: null,
    description:
      'cap on what models cost, at the prices of `prices` or the shipped ones; models in process cost nothing',
    unit: 'US dollars',
    placeholder: 'dollars',
    isFree: true,
  }),
  maxMinutes: setting(z.number().gt(0).nullable(), {
    default: null,
    description: 'cap on the duration of the run',
    unit: 'minutes',
    placeholder: 'minutes',
    isFree: true,
  }),
  prices: setting(z.string().nullable(), {
    default: null,
    description:
      'YAML with the prices of models in US dollars per million tokens; overrides the shipped prices',
    placeholder: 'file',
    path: PLAIN_PATH,
    isFree: true,
  }),
});
