import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { shuffleOptions } from './shuffle-options.ts';

const question = (options: number): string =>
  [
    'Which?\nOptions:',
    ...Array.from({ length: options }, (_, at) => `(${'ABCDEFGHI'[at]}) ${at}`),
  ].join('\n');

describe('shuffleOptions', () => {
  it('updates the letter of the right option', () => {
    // RandomState(42).permutation(5) is 1 4 2 0 3
    const shuffled = shuffleOptions({ input: question(5), target: '(D)' }, new RandomState(42));
    expect(shuffled).toEqual({
      input: 'Which?\nOptions:\n(A) 1\n(B) 4\n(C) 2\n(D) 0\n(E) 3',
      target: '(E)',
    });
  });

  it('keeps options past the seventh, which the reference drops', () => {
    const shuffled = shuffleOptions({ input: question(9), target: '(I)' }, new RandomState(1));
    expect(shuffled?.input.match(/^\(.\) \d$/gm)).toHaveLength(9);
    expect(shuffled?.input).toContain(`${shuffled?.target} 8`);
  });

  it.each([
    ['no list of options', { input: 'Which?', target: '(A)' }],
    ['an option without a letter', { input: 'Which?\nOptions:\n(A) x\ny', target: '(A)' }],
    ['a target that is none of them', { input: question(2), target: '(C)' }],
  ])('returns undefined for %s', (_what, example) => {
    expect(shuffleOptions(example, new RandomState(1))).toBeUndefined();
  });
});
