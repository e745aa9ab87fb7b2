import { expect, it } from 'vitest';

import { questionKey } from './question-key.ts';

it('gives one question one key', () => {
  expect(questionKey('score', 'a', 'b')).toBe(questionKey('score', 'a', 'b'));
});

it('gives texts that are parted elsewhere other keys', () => {
  const keys = [
    questionKey('score', 'ab', 'c'),
    questionKey('score', 'a', 'bc'),
    questionKey('score', 'abc'),
    questionKey('scorea', 'b', 'c'),
    questionKey('top 5', 'ab', 'c'),
    questionKey('1', '1 a'),
    questionKey('1 1', ' a'),
    questionKey('score', [{ role: 'user', content: 'ab' }], 'c'),
    questionKey('score', [{ role: 'assistant', content: 'ab' }], 'c'),
    questionKey('score', '[["user","ab"]]', 'c'),
    questionKey(
      'score',
      [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
      ],
      'c',
    ),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

it('does not grow with the texts', () => {
  expect(questionKey('score', 'x'.repeat(100_000), 'y')).toHaveLength(44);
});

it('keeps the keys of plain texts that stored replies have', () => {
  expect(questionKey('score', 'ab', 'c')).toBe('Vi3Je2nKfG5ctbsSdmsVfvya7dskCW37hbrBQq3eZeo=');
});
