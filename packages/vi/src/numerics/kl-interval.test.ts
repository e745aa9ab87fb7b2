import { expect, it } from 'vitest';
import { klInterval } from './kl-interval.ts';
import { klDivergence } from './kl-divergence.ts';

const exactly = (...shares: readonly number[]): { lower: number; upper: number }[] =>
  shares.map((share) => ({ lower: Math.log(share), upper: Math.log(share) }));
const between = (
  ...shares: readonly (readonly [number, number])[]
): { lower: number; upper: number }[] =>
  shares.map(([lower, upper]) => ({ lower: Math.log(lower), upper: Math.log(upper) }));

it('is the divergence where both distributions are known', () => {
  const found = klInterval(exactly(0.5, 0.5), exactly(0.9, 0.1));
  const want = klDivergence([0.5, 0.5].map(Math.log), [0.9, 0.1].map(Math.log));
  expect(found.lower).toBeCloseTo(want, 12);
  expect(found.upper).toBeCloseTo(want, 12);
});

it('holds the divergence of all distributions within the bounds', () => {
  const { lower, upper } = klInterval(
    between([0.4, 0.6], [0.4, 0.6]),
    between([0.8, 0.95], [0.05, 0.2]),
  );
  for (const p of [0.4, 0.5, 0.6])
    for (const q of [0.8, 0.9, 0.95]) {
      const kl = klDivergence([p, 1 - p].map(Math.log), [q, 1 - q].map(Math.log));
      expect(kl).toBeGreaterThanOrEqual(lower);
      expect(kl).toBeLessThanOrEqual(upper);
    }
});
