import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseCount, parsePositive } from './parse-number.ts';

describe('numbers on the command line', () => {
  it.each(['abc', '', '1.5', '0', '-1', '1e99'])(
    'refuses %j as a count of cells at once',
    (text) => {
      // With NaN concurrent cells, none ran, without a message.
      expect(() => parseCount(1)(text)).toThrow(InvalidArgumentError);
    },
  );

  it('accepts valid numbers', () => {
    expect(parseCount(1)('4')).toBe(4);
    expect(parsePositive('0.5')).toBe(0.5);
  });

  it.each(['x', '0', 'Infinity'])('refuses %j as an amount', (text) => {
    expect(() => parsePositive(text)).toThrow(InvalidArgumentError);
  });
});
