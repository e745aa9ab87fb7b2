import { expect, it } from 'vitest';

import { type AdaptiveLimit, createAdaptiveLimit } from './create-adaptive-limit.ts';

function createProvenLimit(ceiling: number): AdaptiveLimit {
  const limit = createAdaptiveLimit(ceiling);
  limit.increase();
  return limit;
}

it('lets one request go ahead until something has been answered, then all', () => {
  const limit = createAdaptiveLimit(64);
  expect(limit.current).toBe(1);
  limit.decrease(limit.window);
  limit.increase();
  expect(limit.current).toBe(64);
});

it('never sends less to a server that is never overloaded', () => {
  const limit = createProvenLimit(16);
  for (let answer = 0; answer < 1000; answer++) limit.increase();
  expect(limit.current).toBe(16);
});

it('decreases once for all that were under way together', () => {
  const limit = createProvenLimit(100);
  const { window } = limit;
  for (let request = 0; request < 100; request++) limit.decrease(window);
  expect(limit.current).toBe(70);
  limit.decrease(limit.window);
  expect(limit.current).toBe(49);
});

it('grows by one for each round of answers, up to the ceiling', () => {
  const limit = createProvenLimit(12);
  limit.decrease(limit.window);
  expect(limit.current).toBe(8);
  for (let answer = 0; answer < 9; answer++) limit.increase();
  expect(limit.current).toBe(9);
  for (let answer = 0; answer < 200; answer++) limit.increase();
  expect(limit.current).toBe(12);
});

it('never falls below one', () => {
  const limit = createProvenLimit(4);
  for (let overload = 0; overload < 50; overload++) limit.decrease(limit.window);
  expect(limit.current).toBe(1);
});
