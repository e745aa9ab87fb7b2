import { describe, expect, it } from 'vitest';
import { Dataset } from '../batches/dataset.ts';
import { OutputClasses } from '../classes/output-classes.ts';
import type { Example } from '../example.ts';
import { describeData } from './describe-data.ts';

type Pairs = readonly (readonly [string, string])[];

function inspect(
  {
    train,
    dev = [['d', 'yes']],
    test = [['t', 'no']],
  }: { train: Pairs; dev?: Pairs; test?: Pairs },
  classes?: readonly string[],
): readonly string[] {
  const toExamples = (pairs: Pairs): readonly Example[] =>
    pairs.map(([input, target]) => ({ input, target }));
  const splits = { train: toExamples(train), dev: toExamples(dev), test: toExamples(test) };
  const outputClasses = classes && new OutputClasses(classes);
  return describeData(new Dataset({ name: 'x', splits, seed: 1, outputClasses }));
}

const fine: Pairs = [
  ['a', 'yes'],
  ['b', 'no'],
];
const classes = ['yes|Yes', 'no'];

describe('describeData', () => {
  it('finds nothing in sound data', () => {
    expect(inspect({ train: fine }, classes)).toEqual([]);
    expect(inspect({ train: fine })).toEqual([]);
  });

  it('tells that nothing can be learned if every target is the same', () => {
    const same: Pairs = [
      ['a', 'yes'],
      ['b', 'Yes'],
    ];
    const rest = { dev: [['d', 'yes']], test: [['t', 'yes ']] } as const;
    const known = { dev: [['d', 'yes']], test: [['t', 'Yes']] } as const;
    const note = 'every target is "yes": nothing can be learned from these data';
    expect(inspect({ train: same, ...known }, classes)).toContain(note);
    expect(inspect({ train: same, ...rest })).not.toContain(note);
    expect(inspect({ train: same.slice(0, 1), ...rest })).toContain(note);
    const empty = { train: [['a', '']], dev: [['d', '']], test: [['t', '']] } as const;
    expect(inspect(empty).filter((line) => line.startsWith('every target'))).toEqual([]);
  });

  it('counts dev and test inputs in train, ignoring blanks and Unicode form', () => {
    const train: Pairs = [...fine, ['caf\u00e9', 'no']];
    const test: Pairs = [
      [' a ', 'yes'],
      ['cafe\u0301', 'no'],
      ['c', 'no'],
    ];
    expect(inspect({ train, test, dev: [['b', 'no']] }, classes)).toEqual([
      '2 of 3 test inputs are in train',
      '1 of 1 dev inputs are in train',
    ]);
  });

  it('names an input with contradicting targets', () => {
    expect(inspect({ train: [...fine, ['a ', 'no']] }, classes)).toEqual([
      '1 input has contradicting targets, such as "a": "yes" and "no"',
    ]);
  });

  it('takes two ways to write a class for one', () => {
    expect(inspect({ train: [...fine, ['a', 'Yes']] }, classes)).toEqual([]);
  });

  it('names classes without training examples', () => {
    expect(inspect({ train: [['a', 'yes']] }, [...classes, 'maybe'])).toEqual([
      'train has no example of the classes no, maybe',
    ]);
  });

  it('counts empty targets and inputs', () => {
    expect(inspect({ train: [...fine, ['c', ' '], ['', 'no']] })).toEqual([
      '1 of 4 train inputs is empty',
      '1 of 4 train targets is empty',
    ]);
  });

  it('counts repeated examples', () => {
    expect(inspect({ train: [...fine, ...fine, ['a', 'yes']] }, classes)).toEqual([
      '3 of 5 train examples repeat an earlier one',
    ]);
  });

  it('shortens a long input', () => {
    const long = 'word '.repeat(20);
    const [line] = inspect(
      {
        train: [
          [long, 'yes'],
          [long, 'no'],
        ],
      },
      classes,
    );
    expect(line).toBe(
      '1 input has contradicting targets, such as "word word word word word word word ' +
        'word…": "yes" and "no"',
    );
  });
});
