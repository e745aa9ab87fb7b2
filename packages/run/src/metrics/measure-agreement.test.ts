import { expect, it } from 'vitest';
import { measureAgreement } from './measure-agreement.ts';

it('measures agreement, kappa, correlation and leniency', () => {
  const judged = [
    { human: 1, metric: 1 },
    { human: 1, metric: 0.75 },
    { human: 0, metric: 1 },
    { human: 0, metric: 0 },
    { human: 0, metric: 0.25 },
  ];
  const found = measureAgreement(judged);
  expect(found).toMatchObject({
    count: 5,
    agreed: 4,
    share: 0.8,
    falselyRight: 1,
    falselyWrong: 0,
  });
  // By hand: people call 2 of 5 right, the metric 3 of 5, so chance agrees in 0.24 + 0.24.
  expect(found.kappa).toBeCloseTo((0.8 - 0.48) / 0.52, 12);
  expect(found.leniency).toBeCloseTo(0.2, 12);
  expect(found.correlation).toBeCloseTo(0.11 / Math.sqrt(0.24 * 0.165), 12);
  expect(found.interval[0]).toBeCloseTo(0.3755, 3);
  expect(found.interval[1]).toBeCloseTo(0.9638, 3);
});

it('has no kappa and no correlation for a metric that calls everything right', () => {
  const judged = [
    { human: 1, metric: 1 },
    { human: 1, metric: 1 },
  ];
  expect(measureAgreement(judged)).toMatchObject({ share: 1, kappa: null, correlation: null });
});

it('needs answers', () => {
  expect(() => measureAgreement([])).toThrow('no answers to compare');
});
