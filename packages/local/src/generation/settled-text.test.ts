import { expect, it } from 'vitest';
import { settledText } from './settled-text.ts';

it.each([
  ['a whole text', 'Hello', ['\n'], 'Hello'],
  ['half a character', 'Caf\uFFFD', [], 'Caf'],
  ['the beginning of a stop text', 'one\n', ['\n\n'], 'one'],
  ['the longest of several beginnings', 'end EN', ['END', 'N!'], 'end '],
  ['a text that is all of a beginning', '##', ['###'], ''],
])('keeps back what may change: %s', (_, text, stop, settled) => {
  expect(settledText(text, stop)).toBe(settled);
});
