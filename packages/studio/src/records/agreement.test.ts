import { expect, it } from 'vitest';
import { parseAgreements } from './agreement.ts';

const entry = { labels: 'labels.csv', count: 50, agreed: 46, interval: [0.81, 0.97], kappa: 0.84 };

it('reads how far a judge agrees with labels', () => {
  expect(parseAgreements([{ ...entry, share: 0.92, leniency: 0.02 }])).toEqual([entry]);
  expect(parseAgreements([{ ...entry, kappa: null }])[0]?.kappa).toBeNull();
});

it('leaves out what has no figures', () => {
  expect(parseAgreements([{ ...entry, interval: [] }, { ...entry, count: 'many' }, 7])).toEqual([]);
  expect(parseAgreements({})).toEqual([]);
});
