import { expect, it } from 'vitest';
import { readClass } from './answers/read-class.ts';
import { finalNumber } from './numbers/final-number.ts';
import { presentNumbers } from './numbers/present-numbers.ts';

const LONG = 50_000;

it.each<[string, () => unknown, unknown]>([
  ['zeros before a letter', () => presentNumbers(`${'0'.repeat(LONG)}x`), []],
  ['zeros', () => presentNumbers('0'.repeat(LONG)), [0]],
  ['zeros and points', () => presentNumbers('0.'.repeat(LONG)).length, LONG - 1],
  ['zeros with commas', () => finalNumber(`${'0,'.repeat(LONG)}x`), 0],
  ['spaced digits', () => finalNumber(`${'1 '.repeat(LONG)}x`), 1],
])('reads %s in time (issue 14.11)', (_, read, expected) => {
  const before = process.cpuUsage();
  expect(read()).toEqual(expected);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
});

it.each(['the', 'option', 'not', '"', 'answer:'])(
  'reads a class after `%s` and 50,000 blanks in time (issue 14.11)',
  (word) => {
    const before = process.cpuUsage();
    readClass(`${word}${' '.repeat(LONG)}- yes`, [['yes'], ['no']]);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3);
  },
);
