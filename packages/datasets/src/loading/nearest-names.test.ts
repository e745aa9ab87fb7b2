import { describe, expect, it } from 'vitest';
import { nearestNames } from './nearest-names.ts';

const names = ['subj', 'mpqa', 'trec', 'navigate', 'hyperbaton', 'date_understanding', 'gsm8k'];

describe('nearestNames', () => {
  it.each([
    ['navigat', ['navigate']],
    ['Navigate', ['navigate']],
    ['nagivate', ['navigate']],
    ['date-understanding', ['date_understanding']],
    ['dateunderstandng', ['date_understanding']],
    ['hyperbatom', ['hyperbaton']],
    ['gsm8', ['gsm8k']],
    ['gms8k', ['gsm8k']],
    ['sbuj', ['subj']],
    ['imdb', []],
    ['', []],
  ])('for %j are %j', (written, expected) => {
    expect(nearestNames(written, names)).toEqual(expected);
  });

  it('come nearest first, three at most', () => {
    expect(nearestNames('tests', ['tasks', 'tests2', 'test', 'texts', 'Tests'])).toEqual([
      'Tests',
      'tests2',
      'test',
    ]);
  });
});
