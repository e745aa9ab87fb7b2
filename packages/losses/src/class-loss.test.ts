import { describe, expect, it } from 'vitest';
import {
  classOfLabel,
  computeLosses,
  createAnswerTextLoss,
  createClassLoss,
  createLoss,
  LossArgumentError,
} from './index.ts';

const classes = [
  ['positive', 'pos'],
  ['negative', 'neg'],
];

describe('class_loss', () => {
  it.each([
    ['negative', 'neg', 0],
    ['Neg.', 'NEGATIVE', 0],
    ['positive', 'neg', 1],
    ['neither', 'neg', 1],
    ['positive or negative', 'pos', 1],
    ['', 'pos', 1],
    ['The answer is (pos).', 'positive', 0],
  ])('of %j for the target %j is %j', (output, target, loss) => {
    expect(computeLosses(createClassLoss(classes), [output], [target])).toEqual([loss]);
  });

  it('refuses a target that belongs to no class', () => {
    const loss = createClassLoss(classes);
    expect(() => computeLosses(loss, ['pos'], ['mixed'])).toThrow(LossArgumentError);
    expect(() => computeLosses(loss, ['pos'], ['mixed'])).toThrow(
      'the target "mixed" belongs to none or several of the classes positive|pos, negative|neg',
    );
  });
});

it('a label belongs to a class by its text alone, not by what it mentions', () => {
  expect(classOfLabel('(POS)', classes)).toBe(0);
  expect(classOfLabel('rather pos', classes)).toBeUndefined();
});

describe('answer_text_loss', () => {
  it.each([
    ['C#', 'C#', 0],
    ['It is C#', 'C#', 1],
    ['The answer is c#.', 'C#', 0],
    ['C', 'C#', 1],
    ['c', 'C', 0],
    ['**C++**', 'C++', 0],
  ])('of %j for the target %j is %j', (output, target, loss) => {
    const losses = createAnswerTextLoss(['C', 'C++', 'C#']);
    expect(computeLosses(losses, [output], [target])).toEqual([loss]);
  });

  it('takes targets that differ only in blanks for one', () => {
    const losses = createAnswerTextLoss(['a', ' a', 'b']);
    expect(computeLosses(losses, ['a', 'b'], [' a ', 'a'])).toEqual([0, 1]);
  });

  it('compares a target that it does not know by itself', () => {
    expect(
      computeLosses(createLoss('answer_text_loss'), ['PARIS.', 'Rome'], ['Paris', 'Paris']),
    ).toEqual([0, 1]);
  });
});
