import { describe, expect, it } from 'vitest';
import { createClassForms } from './class-forms.ts';

const one = (index: number, isWhole = true): object => ({ kind: 'class', index, isWhole });
const open = (...classes: number[]): object => ({ kind: 'open', classes });
const none = { kind: 'none' };

describe('what the beginning of an answer tells', () => {
  it.each([
    [['positive', 'negative'], 'Positive', one(0)],
    [['positive', 'negative'], ' NEGATIVE', one(1)],
    [['positive', 'negative'], '\u2581Positive', one(0)],
    [['positive', 'negative'], 'ｐositive', one(0)],
    [['positive', 'negative'], 'positive.', one(0)],
    [['positive', 'negative'], 'positively', none],
    [['positive', 'negative'], 'The', none],
    [['positive', 'negative'], ' ', open(0, 1)],
    [['subjective', 'objective'], 'subject', one(0, false)],
    [['subjective', 'objective'], 's', open(0)],
    [['abstain', 'vote'], 'a', open(0)],
    [['agree', 'disagree'], 'dis', one(1, false)],
    [['very good', 'very bad'], 'very', open(0, 1)],
    [['very good', 'very bad'], 'Very g', one(0, false)],
    [['not', 'not sure'], 'not', open(0, 1)],
    [['not', 'not sure'], 'not\n', one(0)],
    [['not', 'not sure'], 'not sure', one(1)],
    [['not', 'not sure'], 'nothing', none],
    [['1', '10'], '1', open(0, 1)],
    [['1', '10'], '10', one(1)],
    [['1', '10'], '100', none],
    [['a', 'A'], 'A', one(1)],
    [['a', 'b'], 'A', one(0)],
    [['正面', '负面'], '正', one(0, false)],
    [['yes', 'yes sir|sir'], 'Yes', open(0, 1)],
  ] as const)('of %j: %j', (classes, beginning, expected) => {
    const forms = createClassForms(classes.map((specification) => specification.split('|')));
    expect(forms.read(beginning)).toEqual(expected);
  });

  it('knows classes that begin other classes, and classes that differ by case alone', () => {
    const of = (...classes: string[]): object => {
      const { isNested, ignoresCase } = createClassForms(classes.map((name) => [name]));
      return { isNested, ignoresCase };
    };
    expect(of('1', '10')).toEqual({ isNested: true, ignoresCase: true });
    expect(of('very good', 'very bad')).toEqual({ isNested: false, ignoresCase: true });
    expect(of('a', 'A')).toEqual({ isNested: false, ignoresCase: false });
  });
});
