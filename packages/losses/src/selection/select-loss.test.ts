import { describe, expect, it } from 'vitest';
import {
  computeLosses,
  describeLossFaults,
  LossArgumentError,
  registerLoss,
  selectLoss,
  type Loss,
} from '../index.ts';

const classesOf = (...specifications: readonly string[]): readonly (readonly string[])[] =>
  specifications.map((specification) => specification.split('|'));

describe('auto', () => {
  it('compares classes by class', () => {
    const classes = classesOf('positive|pos', 'negative|neg');
    const { loss, reason } = selectLoss({ name: 'auto', classes, targets: ['pos', 'neg'] });
    expect(reason).toBe('class_loss: 2 classes compared by class');
    const outputs = ['positive', 'It is Pos.', 'neg', 'neither'];
    expect(computeLosses(loss, outputs, ['pos', 'pos', 'pos', 'neg'])).toEqual([0, 0, 1, 1]);
  });

  it('compares numbers by value', () => {
    const { loss, reason } = selectLoss({ name: 'auto', targets: ['5', '-1,000', '$2.50', '1/2'] });
    expect(reason).toBe('final_number_loss: the targets are numbers, compared by value');
    const outputs = ['2 + 3 = 5', '1000', '2.5', 'one half is 0.5'];
    expect(computeLosses(loss, outputs, ['5', '-1,000', '$2.50', '1/2'])).toEqual([0, 1, 0, 0]);
  });

  it('compares other answers as texts, also inside a sentence', () => {
    const { loss, reason } = selectLoss({ name: 'auto', targets: ['Paris', 'New York'] });
    expect(reason).toBe('answer_text_loss: answers compared as texts');
    const outputs = ['The answer is **new york**.', 'York', 'paris!'];
    expect(computeLosses(loss, outputs, ['New York', 'New York', 'Paris'])).toEqual([0, 1, 0]);
  });

  it.each([
    ['versions of equal value', ['1.1', '1.10', '2.0']],
    ['ids with leading zeros beside numbers', ['007', '7']],
    ['percentages beside numbers', ['5%', '5']],
    ['numbers beyond doubles', ['9007199254740992', '9007199254740993']],
    ['dates', ['2021-01-05', '2021-05-01']],
    ['case-changed words', ['Polish', 'polish']],
    ['signs', ['+', '-']],
    ['emoji', [':)', ':(', '😀']],
    ['languages', ['C', 'C++', 'C#']],
    ['punctuation', ['yes', 'yes!', 'yes?']],
  ])('tells apart %s', (_, targets) => {
    const { loss, coinciding } = selectLoss({ name: 'auto', targets });
    expect(coinciding).toEqual([]);
    for (const output of targets)
      expect(
        computeLosses(
          loss,
          targets.map(() => output),
          targets,
        ),
      ).toEqual(targets.map((target) => (target === output ? 0 : 1)));
  });

  it.each([
    [['a', ' a', 'b']],
    [[' a', 'a', 'b']],
    [['cafe\u0301', 'caf\u00e9']],
    [['caf\u00e9', 'cafe\u0301']],
  ])('takes %j for equal that differ only in blanks or encoding', (targets) => {
    expect(selectLoss({ name: 'auto', targets }).reason).toBe(
      'answer_text_loss: answers compared as texts',
    );
  });

  it('names the first two targets that differ only in case', () => {
    const { reason } = selectLoss({ name: 'auto', targets: ['no', 'Yes', 'yes ', 'YES'] });
    expect(reason).toBe(
      'answer_text_loss: answers compared as texts; "Yes" and "yes " are different answers',
    );
  });

  it('names targets that differ only in case', () => {
    expect(selectLoss({ name: 'auto', targets: ['Yes', 'yes'] }).reason).toContain(
      '"Yes" and "yes" are different answers',
    );
  });
});

describe('a loss that confuses answers', () => {
  it.each([
    ['exact_match_loss', ['1', '3', '5'], '1', '3'],
    ['exact_match_loss', ['very good', 'very bad'], 'very good', 'very bad'],
    ['exact_match_loss', ['C++', 'C#'], 'C++', 'C#'],
    ['exact_text_loss', ['a', 'A'], 'a', 'A'],
    ['number_presence_loss', ['5', '-5'], '5', '-5'],
    ['final_number_loss', ['1.1', '1.10'], '1.1', '1.10'],
    ['final_number_loss', ['5 km', '5 m'], '5 km', '5 m'],
  ])('%s among %j is found', (name, targets, left, right) => {
    const selection = selectLoss({ name, targets });
    expect(selection.coinciding[0]).toEqual({ left, right });
    expect(describeLossFaults(name, selection)).toBe(
      `${name} takes ${JSON.stringify(left)} and ${JSON.stringify(right)} for the same ` +
        'answer, so that a wrong answer counts as right',
    );
  });

  it('is found among classes, also by verbalizers that are not targets', () => {
    const classes = classesOf('great|very good', 'awful|very bad');
    const { coinciding } = selectLoss({ name: 'exact_match_loss', classes, targets: ['very bad'] });
    expect(coinciding).toEqual([{ left: 'very good', right: 'very bad' }]);
  });

  it('is found if a right answer would count as wrong', () => {
    const classes = classesOf('positive|pos', 'negative|neg');
    const selection = selectLoss({
      name: 'exact_match_loss',
      classes,
      targets: ['pos', 'negative'],
    });
    expect(selection.coinciding).toEqual([]);
    expect(selection.separated).toEqual([{ left: 'positive', right: 'pos' }]);
    expect(describeLossFaults('exact_match_loss', selection)).toContain('which are one class');
  });

  it('is found among many targets', () => {
    const targets = Array.from({ length: 5000 }, (_, at) => `word${'x'.repeat(at % 3)} ${at}`);
    const { coinciding } = selectLoss({ name: 'exact_match_loss', targets });
    expect(coinciding[0]).toEqual({ left: 'word 0', right: 'word 3' });
  });

  it('is found in a custom loss without postprocess', () => {
    const lengths: Loss = {
      name: 'lengths',
      compute: (outputs, targets) =>
        outputs.map((output, at) => (output.length === targets[at]?.length ? 0 : 1)),
    };
    using _registered = { [Symbol.dispose]: registerLoss(lengths) };
    expect(selectLoss({ name: 'lengths', targets: ['a', 'bb', 'cc'] }).coinciding).toEqual([
      { left: 'bb', right: 'cc' },
    ]);
  });

  it('is undefined if the loss distinguishes all answers', () => {
    const selection = selectLoss({ name: 'exact_match_loss', targets: ['yes', 'no'] });
    expect(describeLossFaults('exact_match_loss', selection)).toBeUndefined();
  });
});

it('refuses class_loss without classes, and an unknown name', () => {
  expect(() => selectLoss({ name: 'class_loss', targets: ['a'] })).toThrow(LossArgumentError);
  expect(() => selectLoss({ name: 'exact', targets: ['a'] })).toThrow(
    expect.objectContaining({ code: 'unknown-loss' }),
  );
  expect(() => selectLoss({ name: 'exact', targets: ['a'] })).toThrow('auto, class_loss, edit');
});
