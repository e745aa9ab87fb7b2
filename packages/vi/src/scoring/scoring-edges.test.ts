import { createFakeModel } from '@dln/llm/testing';
import { describe, expect, it } from 'vitest';
import { findAmbiguousClasses } from './ambiguous-classes.ts';
import { createClassForms, shareFirstWord, withoutMarker } from './class-forms.ts';
import { answerOf, boundClasses } from './class-intervals.ts';
import { countClassScores } from './count-class-scores.ts';
import { flooredFirstToken } from './floored-first-token.ts';
import { ownLogProbabilities } from './own-mass.ts';
import { scoreWhole } from './score-whole.ts';
import { addGrounds, describeGrounds, groundsOf, type ScoringGrounds } from './scoring-grounds.ts';
import { isExact, massAmong, type ShownMass } from './shown-mass.ts';
import {
  firstTokenOf,
  nextTokenOf,
  shareOf,
  textSource,
  tokenByTokenOf,
} from './strategy-names.ts';
import { wholeClass } from './whole-class.ts';
import { writtenForms } from './written-forms.ts';

// The parts of class scoring one by one, with figures by hand.

const shares = (logs: readonly number[] = []): number[] =>
  logs.map((value) => Number(Math.exp(value).toFixed(6)));
const tokens = (
  tops: Readonly<Record<string, number>>,
): { token: string; logProbability: number }[] =>
  Object.entries(tops).map(([token, p]) => ({ token, logProbability: Math.log(p) }));

describe('massAmong', () => {
  const forms = createClassForms([['yes', 'yes sir'], ['no']]);

  it('adds what is sure, keeps what is open, and knows what is hidden', () => {
    const mass = massAmong(tokens({ no: 0.4, ' No': 0.2, yes: 0.2, n: 0.1, so: 0.05 }), {
      forms,
      aggregate: 'sum',
    });
    expect(mass.sure.map((value) => Number(value.toFixed(6)))).toEqual([0.2, 0.6]);
    expect(mass.isWhole).toEqual([true, true]);
    expect(mass.open.map(({ text, classes }) => [text, classes])).toEqual([['n', [1]]]);
    expect(mass.hidden).toBeCloseTo(0.05, 12);
    expect(mass.least).toBeCloseTo(0.05, 12);
  });

  it('takes the best token of a class, if that is asked for', () => {
    const mass = massAmong(tokens({ no: 0.4, ' No': 0.2 }), { forms, aggregate: 'max' });
    expect(shares(mass.sure.map(Math.log))).toEqual([0, 0.4]);
    expect(mass.isWhole).toEqual([false, true]);
  });

  it('reads what follows a text, and its end', () => {
    const sure = createClassForms([['not'], ['not sure']]);
    const mass = massAmong(tokens({ ' sure': 0.7, '': 0.2 }), {
      forms: sure,
      aggregate: 'sum',
      text: 'not',
    });
    expect(shares(mass.sure.map(Math.log))).toEqual([0.2, 0.7]);
  });

  it('knows nothing without tokens, and never less than rounding is hidden', () => {
    const nothing = massAmong([], { forms, aggregate: 'sum' });
    expect(nothing).toMatchObject({ sure: [0, 0], hidden: 1, least: 1 });
    expect(massAmong(tokens({ yes: 1 }), { forms, aggregate: 'sum' }).hidden).toBe(1e-12);
  });
});

describe('isExact', () => {
  const mass = (changes: Partial<ShownMass>): ShownMass => ({
    sure: [0.5, 0.3],
    isWhole: [true, true],
    open: [],
    hidden: 0.1,
    least: 0.01,
    ...changes,
  });
  const open = (value: number): Partial<ShownMass> => ({
    open: [{ text: 'n', mass: value, classes: [1] }],
  });

  it('needs every class whole, and little that is open', () => {
    expect(isExact(mass({}), 0.1)).toBe(true);
    expect(isExact(mass({ isWhole: [true, false] }), 0.1)).toBe(false);
    expect(isExact(mass(open(0.079)), 0.1)).toBe(true);
    expect(isExact(mass(open(0.081)), 0.1)).toBe(false);
  });
});

describe('boundClasses', () => {
  const forms = createClassForms([['subjective'], ['objective']]);

  it('bounds each class by what may be its own and what may be the others’', () => {
    const bounded = boundClasses(
      {
        sure: [0.4, 0.2],
        isWhole: [true, true],
        open: [{ text: 'o', mass: 0.1, classes: [1] }],
        hidden: 0.3,
        least: 0.01,
      },
      forms,
    );
    // A class may have eight ways to be written, 0.01 each: 0.08 more.
    expect(shares(bounded.bounds?.map(({ upper }) => upper))).toEqual([
      Number((0.48 / 0.68).toFixed(6)),
      Number((0.38 / 0.78).toFixed(6)),
    ]);
    expect(shares(bounded.bounds?.map(({ lower }) => lower))).toEqual([
      Number((0.4 / (0.4 + 0.2 + 0.1 + 0.08)).toFixed(6)),
      Number((0.2 / (0.2 + 0.4 + 0 + 0.08)).toFixed(6)),
    ]);
    // Half of 0.01 for each; half of what is open to one class alone, the other half to none.
    const estimates = [0.405, 0.205 + 0.05];
    const total = 0.66;
    expect(shares(bounded.logProbabilities)).toEqual(
      estimates.map((value) => Number((value / total).toFixed(6))),
    );
    expect(bounded).toMatchObject({ floored: [false, false], isUnanswered: false, answer: 0 });
  });
});

describe('answerOf', () => {
  it.each([
    [[0.5, 0.4], undefined, 0],
    [[0.4, 0.5], undefined, 1],
    [[0.4, 0.4], undefined, null],
    [[0.5, 0.4], [0.5, 0.5], null],
    [[0.06, 0.03], undefined, null],
    [[0.06, 0.05], undefined, 0],
  ] as const)('of %j at most %j is %j', (sure, most, answer) => {
    expect(answerOf(sure, most)).toBe(answer);
  });
});

describe('class forms', () => {
  it('fold no more than keeps classes apart', () => {
    const cased = createClassForms([['a'], ['A ']]);
    expect([cased.read('a'), cased.read('A')]).toMatchObject([{ index: 0 }, { index: 1 }]);
    expect(cased.forms).toEqual([['a'], ['A']]);
    const wide = createClassForms([['Ａ'], ['A']]);
    expect(wide.read('Ａ')).toMatchObject({ kind: 'class', index: 0 });
  });

  it('drop a marker, and know a shared first word', () => {
    expect(withoutMarker('\u0120yes')).toBe(' yes');
    expect(shareFirstWord(['very good'], ['very bad'])).toBe(true);
    expect(shareFirstWord(['very'], ['very bad'])).toBe(false);
    expect(shareFirstWord(['very good'], ['verybad'])).toBe(false);
  });

  it.each([
    [['yes', 'no'], undefined],
    [['not', 'yes', 'not sure'], { names: ['not', 'not sure'], isNested: true }],
    [['yes', 'very good', 'very bad'], { names: ['very good', 'very bad'], isNested: false }],
  ] as const)('of %j are ambiguous: %j', (classes, found) => {
    expect(findAmbiguousClasses(classes.map((name) => [name]))).toEqual(found);
  });
});

describe('writtenForms', () => {
  const verbalizers = [['positive', 'pos'], ['negative']];
  const forms = createClassForms(verbalizers);

  it('add the letter case in which the model writes some class', () => {
    expect(writtenForms(verbalizers, tokens({ Positive: 0.5, The: 0.3 }), forms)).toEqual([
      ['positive', 'pos', 'Positive', 'Pos'],
      ['negative', 'Negative'],
    ]);
    expect(writtenForms(verbalizers, tokens({ ' NEG': 0.5 }), forms)).toEqual([
      ['positive', 'pos', 'POSITIVE', 'POS'],
      ['negative', 'NEGATIVE'],
    ]);
  });

  it('add nothing for what is listed, for other words, or if case counts', () => {
    expect(writtenForms(verbalizers, tokens({ positive: 0.5, The: 0.3, '': 0.1 }), forms)).toEqual(
      verbalizers,
    );
    const cased = [['a'], ['A']];
    expect(writtenForms(cased, tokens({ A: 0.5 }), createClassForms(cased))).toBe(cased);
  });
});

describe('ownLogProbabilities', () => {
  it('leaves an impossible text impossible, and at least a millionth of a text', () => {
    const [none] = ownLogProbabilities([
      { text: 'a', tokens: [-Infinity] },
      { text: 'a b', tokens: [-Infinity, 0] },
    ]);
    expect(none).toBe(-Infinity);
    const [least] = ownLogProbabilities([
      { text: 'a', tokens: [-1] },
      { text: 'a b', tokens: [-1, 0.005] },
    ]);
    expect(least).toBeCloseTo(-1 + Math.log(1e-6), 9);
  });

  it('holds a longer text by its blank, or by its tokens within the noise', () => {
    const own = (longer: readonly number[], text = 'ab'): number =>
      ownLogProbabilities([
        { text: 'a', tokens: [-1] },
        { text, tokens: longer },
      ])[0] ?? NaN;
    expect(own([-1.01, -1])).toBeCloseTo(-1 + Math.log(1 - Math.exp(-1.01)), 9);
    expect(own([-1.03, -1])).toBe(-1);
    expect(own([-2])).toBe(-1);
    expect(own([-2], 'a b')).toBeCloseTo(-1 + Math.log(1 - Math.exp(-1)), 9);
    expect(own([-1, -1], 'ba')).toBe(-1);
  });
});

describe('scoreWhole', () => {
  const model = (table: Readonly<Record<string, number>>): ReturnType<typeof createFakeModel> =>
    createFakeModel({
      capabilities: { scoresText: true, maxTopTokens: 0 },
      scoreText: ({ continuation }) => Math.log(table[continuation] ?? 0),
    });

  it.each([
    ['sum', [0.6, 0.4], 0],
    ['max', [0.5, 0.5], null],
  ] as const)('pools the texts of a class by their %s', async (aggregate, expected, answer) => {
    const queries = [{ context: 'Q', texts: [['yes', 'Yes'], ['no']] }];
    const calls = { model: model({ yes: 0.2, Yes: 0.1, no: 0.2 }) };
    const [scores] = await scoreWhole(queries, { calls, aggregate });
    expect(shares(scores?.logProbabilities)).toEqual(expected);
    expect(scores).toMatchObject({ answer, method: 'whole-class' });
  });

  it('names no answer if every class is impossible', async () => {
    const queries = [{ context: 'Q', texts: [['yes'], ['no']] }];
    const [scores] = await scoreWhole(queries, { calls: { model: model({}) }, aggregate: 'sum' });
    expect(scores?.answer).toBeNull();
    expect(shares(scores?.logProbabilities)).toEqual([0.5, 0.5]);
  });
});

describe('flooredFirstToken without any token', () => {
  it('gives each class the same', async () => {
    const empty = createFakeModel({
      capabilities: { maxTopTokens: 5 },
      nextToken: { logProbabilities: {} },
    });
    const [scores] = await flooredFirstToken(['Q'], {
      calls: { model: empty },
      verbalizers: [['yes'], ['no']],
      aggregate: 'sum',
    });
    expect(shares(scores?.logProbabilities)).toEqual([0.5, 0.5]);
    expect(scores).toMatchObject({ floored: [true, true], isUnanswered: true });
    expect(scores?.strategy).toBe('first token, top 5');
  });
});

describe('grounds', () => {
  const one: ScoringGrounds = {
    strategy: 'b',
    method: 'first-token',
    contexts: 2,
    cells: 200,
    floored: 1,
    unanswered: 1,
  };

  it('are counted by strategy', () => {
    const scores = {
      logProbabilities: [-1, -1],
      floored: [true, false],
      isUnanswered: true,
      method: 'first-token',
      strategy: 's',
    } as const;
    const { floored, isUnanswered, ...plain } = scores;
    expect([floored, isUnanswered]).toEqual([[true, false], true]);
    expect(groundsOf([scores, plain])).toEqual([
      { strategy: 's', method: 'first-token', contexts: 2, cells: 4, floored: 1, unanswered: 1 },
    ]);
    const other = { ...one, strategy: 'a' };
    expect(addGrounds([one, other, one])).toEqual([
      other,
      { ...one, contexts: 4, cells: 400, floored: 2, unanswered: 2 },
    ]);
  });

  it('are described', () => {
    expect(
      describeGrounds([one, { ...one, floored: 25, unanswered: 0 }, { ...one, floored: 0 }]),
    ).toEqual([
      'b; < 1 % of cells floored; no class in 1 of 2 contexts',
      'b; 13 % of cells floored',
      'b; no class in 1 of 2 contexts',
    ]);
  });

  it('are counted for each scoring, which keeps its plan', async () => {
    const calls = {
      model: createFakeModel({
        capabilities: { maxTopTokens: 5 },
        nextToken: { logProbabilities: { yes: -0.1, no: -3 } },
      }),
    };
    const { scorings, grounds } = countClassScores({ wholeClass });
    await scorings.wholeClass(['Q', 'R'], {
      calls,
      verbalizers: [['yes'], ['no']],
      aggregate: 'sum',
    });
    expect(grounds()).toMatchObject([{ contexts: 2, cells: 4, floored: 0, unanswered: 0 }]);
    expect(scorings.wholeClass.plan(calls.model, 1, [['yes'], ['no']])).toBe('first token, top 5');
  });
});

describe('names of strategies', () => {
  it('hold their figures', () => {
    expect([shareOf(1), shareOf(5)]).toEqual(['share of 1 sample', 'share of 5 samples']);
    expect([nextTokenOf(3), tokenByTokenOf(3), firstTokenOf(3)]).toEqual([
      'next token, top 3',
      'token by token, top 3',
      'first token, top 3',
    ]);
    const of = (textScoring: 'echo' | 'in-process' | undefined): string =>
      textSource(createFakeModel({ capabilities: { ...(textScoring ? { textScoring } : {}) } }));
    expect([of('echo'), of('in-process'), of(undefined)]).toEqual([
      'echo',
      'the model in process',
      'text scores',
    ]);
  });
});
