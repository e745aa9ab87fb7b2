import { describe, expect, it } from 'vitest';
import { readClass } from './read-class.ts';

const yesNo = [['yes'], ['no']];

describe('No before another word', () => {
  it.each(
    'because since as it there the they he she this that these those you we i not and but so if his her its my your when while given based'
      .split(' ')
      .map((word) => [`No ${word} x`]),
  )('is an answer in %j', (text) => {
    expect(readClass(text, yesNo)).toBe(1);
  });

  it.each(['No idea', 'No one', 'no answer'])('is no choice in %j', (text) => {
    expect(readClass(text, yesNo)).toBeUndefined();
  });
});

describe('small words that are written like classes', () => {
  it.each(
    'us it in or is as at on am an be by do go he if me my of so to up we may who can will'
      .split(' ')
      .map((word) => [word]),
  )('%j is a class in capitals or alone, and not in a sentence', (word) => {
    const classes = [[word.toUpperCase()], ['other']];
    expect(readClass(word, classes)).toBe(0);
    expect(readClass(`they said ${word} then`, classes)).toBeUndefined();
    expect(readClass(`they said ${word.toUpperCase()} then`, classes)).toBe(0);
  });

  it.each([
    ['It may be June', 1],
    ['It May also be June', 1],
    ['In May or so', 0],
  ])('%j', (text, index) => {
    expect(readClass(text, [['May'], ['June']])).toBe(index);
  });
});

describe('lines', () => {
  const sentiment = [['positive'], ['negative']];

  it.each([
    ['\n \npositive\nbecause some say negative', 0],
    ['some say negative\nothers not\npositive\n \n', 0],
  ])('of %j tell the class %j', (text, index) => {
    expect(readClass(text, sentiment)).toBe(index);
  });
});

describe('classes that are written with marks', () => {
  it('keep emphasis as soon as one class has it', () => {
    const classes = [['**x**'], ['x'], ['y']];
    expect(readClass('The answer is **x**', classes)).toBe(0);
    expect(readClass('The answer is x', classes)).toBe(1);
  });

  it('keep scales as soon as one class is written like one', () => {
    expect(readClass('I would say 4/5 here', [['4/5'], ['good']])).toBe(0);
    expect(readClass('I would say 4/5 here', [['4'], ['5']])).toBe(0);
  });
});

describe('denied classes', () => {
  const sentiment = [['positive'], ['negative']];

  it.each([
    ['It is never positive', undefined],
    ['It is anything but positive', undefined],
    ['It is not really a positive one', undefined],
    ['positive is wrong', undefined],
    ["positive isn't it", undefined],
    ['positive would be incorrect, negative', 1],
    ['negative instead of positive', 1],
    ['positive is right', 0],
    ['noted: positive', 0],
  ])('%j is %j', (text, index) => {
    expect(readClass(text, sentiment)).toBe(index);
  });
});
