import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** What a run may use at most, and what that costs. */
export const budgetSettings: SettingsNamed<
  'maxRequests' | 'maxTokensTotal' | 'maxCost' | 'maxMinutes' | 'prices'
> = {
  maxRequests: {
    group: 'Budget',
    kind: { type: 'integer', minimum: 1 },
    description:
      'the most requests that endpoints are sent, retries among them; at the cap the run ends with what it has learned',
    defaults: sameInBoth(null),
  },
  maxTokensTotal: {
    group: 'Budget',
    kind: { type: 'integer', minimum: 1 },
    description:
      'the most tokens of prompts and replies at endpoints; what a request can use at most is held before it is sent',
    defaults: sameInBoth(null),
  },
  maxCost: {
    group: 'Budget',
    kind: { type: 'number', minimum: 0, exclusive: true },
    placeholder: 'dollars',
    description:
      'the most US dollars that endpoints may charge, at the prices of --prices or the shipped ones',
    defaults: sameInBoth(null),
  },
  maxMinutes: {
    group: 'Budget',
    kind: { type: 'number', minimum: 0, exclusive: true },
    description: 'the longest that the run may go on',
    defaults: sameInBoth(null),
  },
  prices: {
    group: 'Budget',
    kind: { type: 'text' },
    placeholder: 'file',
    description:
      'YAML with what models cost, in US dollars per million tokens; it goes over the prices that ship with dln',
    defaults: sameInBoth(null),
  },
};
