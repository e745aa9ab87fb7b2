import { expect, it } from 'vitest';
import { splitPasted } from './split-pasted.ts';

const text = 'one\n  still one\n\n \ntwo\r\n\r\nthree\n';

it('cuts at blank lines, and keeps inputs of several lines', () => {
  expect(splitPasted(text, 'blank lines')).toEqual(['one\n  still one', 'two', 'three']);
});

it('cuts at each line', () => {
  expect(splitPasted(text, 'lines')).toEqual(['one', 'still one', 'two', 'three']);
});

it('finds nothing in blanks', () => {
  expect(splitPasted(' \n\n', 'blank lines')).toEqual([]);
});
