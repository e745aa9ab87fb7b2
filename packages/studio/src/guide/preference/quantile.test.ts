import { expect, it } from 'vitest';
import { normalQuantile } from './quantile.ts';

it.each([
  [0.5, 0],
  [0.95, 1.644854],
  [0.975, 1.959964],
  [0.025, -1.959964],
  [0.995, 2.575829],
])('is known at %d', (probability, expected) => {
  expect(normalQuantile(probability)).toBeCloseTo(expected, 4);
});
