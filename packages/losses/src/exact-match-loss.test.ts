import { expect, it } from 'vitest';
import { computeLosses, exactMatchLoss, postprocessPrediction } from './index.ts';

const lossOf = (output: string, target: string): readonly number[] =>
  computeLosses(exactMatchLoss, [output], [target]);

it('compares the first words, in lower case', () => {
  expect(lossOf('Yes, because it is.', 'yes')).toEqual([0]);
  expect(lossOf('Because yes.', 'yes')).toEqual([1]);
});

it('skips the word "option" before another word, and only there', () => {
  expect(lossOf('Option (B)', '(b)')).toEqual([0]);
  expect(postprocessPrediction('option')).toBe('option');
  expect(postprocessPrediction('the option')).toBe('the');
});

it('takes digits and marks for the ends of words, and has no word without letters', () => {
  expect(postprocessPrediction('a1b')).toBe('a');
  expect(postprocessPrediction('yes-no')).toBe('yes');
  expect(postprocessPrediction('(5)!')).toBe('');
});

it('takes letters of any script for words, as Python does and JavaScript’s \\w does not', () => {
  expect(postprocessPrediction('«ответ» да')).toBe('ответ');
  expect(postprocessPrediction('naïve answer')).toBe('naïve');
});

it('keeps the reference’s fault that numbers are all equal', () => {
  expect(lossOf('5', '7')).toEqual([0]);
});

it('does not post-process twice: İ in lower case is a letter and a mark', () => {
  expect(lossOf('İstanbul', 'İstanbul')).toEqual([0]);
  expect(lossOf('İstanbul', 'i')).toEqual([1]);
});
