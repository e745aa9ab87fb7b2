import { describe, expect, it } from 'vitest';
import { findCopied } from './find-copied.ts';

const examples = [
  { layerInput: 'The soup was cold, and the waiter was rude to us.', upperInput: '' },
  { layerInput: 'Fine wine.', upperInput: 'One two three four five six.' },
];

describe('findCopied', () => {
  it('finds the longest shared run of words, whatever their case and marks', () => {
    expect(findCopied('Say no if THE SOUP was cold and the waiter left.', examples, 4)).toBe(
      'THE SOUP was cold and the waiter',
    );
    expect(findCopied('one two three four, then', examples, 4)).toBe('one two three four,');
  });

  it('leaves shorter runs alone', () => {
    expect(findCopied('Say no if the soup was hot.', examples, 4)).toBeUndefined();
    expect(findCopied('Say no if the soup was hot.', examples, 3)).toBe('the soup was');
  });

  it('compares whole words', () => {
    expect(findCopied('he soup was col', examples, 4)).toBeUndefined();
  });
});
