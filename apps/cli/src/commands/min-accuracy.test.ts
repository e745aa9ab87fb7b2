import { expect, it } from 'vitest';
import { parseMinAccuracy, requireAccuracy } from './min-accuracy.ts';

it.each([
  [undefined, undefined],
  ['0', 0],
  ['0.8', 0.8],
  ['1', 1],
])('reads %j as %j', (text, value) => {
  expect(parseMinAccuracy(text)).toBe(value);
});

it.each(['80', '-0.1', 'high', ''])('refuses %j', (text) => {
  expect(() => parseMinAccuracy(text)).toThrow('takes a number from 0 to 1');
});

it('accepts an accuracy at the minimum, and refuses a lower one', () => {
  const measured = { split: 'test', accuracy: 0.8, examples: [] } as const;
  expect(() => {
    requireAccuracy(measured, 0.8);
  }).not.toThrow();
  expect(() => {
    requireAccuracy(measured, 0.81);
  }).toThrow('The test accuracy is 0.800 on 0 examples, below --min-accuracy 0.81.');
});
