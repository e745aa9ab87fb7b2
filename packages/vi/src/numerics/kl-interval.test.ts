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

it('weighs a positive log-ratio with the least probability for the lower bound, and the largest for the upper one', () => {
  const { lower, upper } = klInterval(between([0.4, 0.6]), exactly(0.3));
  expect(lower).toBeCloseTo(0.4 * Math.log(0.4 / 0.3), 12);
  expect(upper).toBeCloseTo(0.6 * Math.log(0.6 / 0.3), 12);
});

it('weighs a negative log-ratio the other way round, and is at least 0', () => {
  const own = between([0.9, 0.9], [0.1, 0.2]);
  const { lower, upper } = klInterval(own, exactly(0.5, 0.5));
  expect(lower).toBeCloseTo(0.9 * Math.log(1.8) + 0.2 * Math.log(0.2), 12);
  expect(upper).toBeCloseTo(0.9 * Math.log(1.8) + 0.1 * Math.log(0.4), 12);
  expect(klInterval(between([0.1, 0.2]), exactly(0.5))).toEqual({ lower: 0, upper: 0 });
});

it('counts a ratio of one nat, and none for equal bounds', () => {
  const at = (value: number) => [{ lower: value, upper: value }];
  expect(klInterval(at(0), at(-1))).toEqual({ lower: 1, upper: 1 });
  expect(klInterval(at(-2), at(-2))).toEqual({ lower: 0, upper: 0 });
});

it('refuses distributions over different outcomes', () => {
  expect(() => klInterval(exactly(0.5, 0.5), exactly(1))).toThrow('no outcome 1 among 1');
});
