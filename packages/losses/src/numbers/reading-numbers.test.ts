import { describe, expect, it } from 'vitest';
import { answeredNumber } from './answered-number.ts';
import { finalNumber, leadingNumber } from './final-number.ts';
import { parseLabelNumber } from './parse-label-number.ts';
import { parseNumber } from './parse-number.ts';
import { plainNumbers } from './plain-numbers.ts';

describe('finalNumber', () => {
  it.each([
    ['First 3, then 10 - 5 = 5', 5],
    ['it is -5', -5],
    ['10-5', 5],
    ['-$1,234.50', -1234.5],
    ['1 1/2', 1.5],
    ['-1/4', -0.25],
    ['2021/05/01', 1],
    ['1e3', 1000],
    ['.5', 0.5],
    ['-0', 0],
    ['x12', undefined],
    ['', undefined],
  ])('of %j is %j', (text, value) => {
    expect(finalNumber(text)).toBe(value);
  });
});

describe('leadingNumber', () => {
  it.each([
    ['5 apples, 6 pears', 5],
    ['"$5"', 5],
    ['about 5', undefined],
    ['a 5', undefined],
    ['5 + 6 = 11', undefined],
    ['5 - 3', undefined],
    ['5 - five', 5],
    ['-5', -5],
    ['none', undefined],
  ])('of %j is %j', (text, value) => {
    expect(leadingNumber(text)).toBe(value);
  });
});

describe('parseLabelNumber', () => {
  it.each([
    ['1,000', { value: 1000, written: '1000' }],
    ['1000.0', { value: 1000, written: '1000' }],
    [' +5 ', { value: 5, written: '5' }],
    ['$5', { value: 5, written: '5' }],
    ['5%', { value: 5, written: '5%' }],
    ['1.10', { value: 1.1, written: '1.10' }],
    ['1E3', { value: 1000, written: '1e3' }],
    ['1/2', { value: 0.5, written: '1/2' }],
    ['123456789012345', { value: 123456789012345, written: '123456789012345' }],
    ['1234567890123456', undefined],
    ['5 apples', undefined],
    ['five', undefined],
  ])('of %j is %j', (text, number) => {
    expect(parseLabelNumber(text)).toEqual(number);
  });
});

describe('parseNumber and plainNumbers', () => {
  it.each([
    ['1,000', 1000],
    [' 5 ', 5],
    ['-2.5', -2.5],
    ['x', undefined],
    ['', undefined],
  ])('parse %j as %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    ['−5', '-5'],
    ['½', '1/2'],
    ['2½', '2 1/2'],
    ['3⁄4', '3/4'],
  ])('write %j as %j', (text, plain) => {
    expect(plainNumbers(text).trim()).toBe(plain);
  });
});

describe('answeredNumber', () => {
  it.each([
    ['The answer is 5, because 7 is more', 5],
    ['3 and then 7', 7],
    ['none', undefined],
  ])('of %j is %j', (text, value) => {
    expect(answeredNumber(text)).toBe(value);
  });
});

it('a first number stands before all words', () => {
  expect(leadingNumber('5 and 6')).toBe(5);
  expect(leadingNumber('a5 6')).toBeUndefined();
  expect(leadingNumber('(~5)')).toBe(5);
});
