import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { groupExamples } from '../batches/groups.ts';
import { referenceChoices } from './reference-choices.ts';
import { standardChoices } from './standard-choices.ts';

const examples = ['a', 'b', 'b', 'b'].map((target, index) => ({ input: `${index}`, target }));
const split = { examples, groups: groupExamples(examples, ({ target }) => target) };

describe('the defects of the reference', () => {
  it('cuts with replacement, class after class', () => {
    const random = new RandomState(1);
    const kept = referenceChoices.cut({ ...split, size: 8, random });
    expect(kept.filter((position) => position === 0)).toHaveLength(4);
    expect(standardChoices.cut({ ...split, size: 8, random })).toEqual([0, 1, 2, 3]);
  });

  it('validates date_understanding on its training examples too', () => {
    const [one, ...rest] = examples;
    const request = { dataset: 'date_understanding', train: one ? [one] : [], dev: rest };
    expect(referenceChoices.arrangeDev(request)).toEqual(examples);
    expect(standardChoices.arrangeDev(request)).toEqual(rest);
    expect(referenceChoices.arrangeDev({ ...request, dataset: 'navigate' })).toEqual(rest);
  });

  it('shows all examples of a batch the same few-shot examples', () => {
    const shots = referenceChoices.drawFewShots({
      train: split,
      count: 3,
      random: new RandomState(1),
      split: 'train',
      examples,
      randomOfExample: () => new RandomState(1),
    });
    expect(new Set(shots.map((ofExample) => ofExample.join())).size).toBe(1);
  });

  it('moves the pointer of ordered batches in a random batch', () => {
    const move = { pointer: 3, batchSize: 4, splitSize: 10 };
    expect(referenceChoices.pointerAfterRandomBatch(move)).toBe(7);
    expect(standardChoices.pointerAfterRandomBatch(move)).toBe(3);
  });
});
