import { describe, expect, it } from 'vitest';
import type { RunEntry } from '../contract.ts';
import { parseAnswers } from '../records/answers.ts';
import { activeTimeOf } from './active-time.ts';
import { benchTables } from './bench-table.ts';
import { classesOf, judgeAnswers } from './judge-answers.ts';
import { changeOf, matchAnswers } from './match-answers.ts';
import { sharedStart, withoutStart } from './shared-start.ts';
import { thinPoints } from './thin-points.ts';
import { ticksOf } from './ticks.ts';
import { diffOf } from './word-diff.ts';

const answer = (more: object) =>
  parseAnswers({ examples: [{ input: 'x', target: 'Yes', output: 'yes', loss: 0, ...more }] });

describe('word differences', () => {
  it('name what was removed and added', () => {
    expect(diffOf('Think step by step.', 'Think word by word.')).toEqual([
      { kind: 'same', text: 'Think ' },
      { kind: 'removed', text: 'step' },
      { kind: 'added', text: 'word' },
      { kind: 'same', text: ' by ' },
      { kind: 'removed', text: 'step' },
      { kind: 'added', text: 'word' },
      { kind: 'same', text: '.' },
    ]);
    expect(diffOf('', '')).toEqual([]);
    expect(diffOf('a', 'a')).toEqual([{ kind: 'same', text: 'a' }]);
  });

  it('are given up for texts of a megabyte', () => {
    expect(diffOf('a '.repeat(500_000), 'b '.repeat(500_000))).toBeNull();
  });
});

describe('judged answers', () => {
  it('keep the recorded loss, and name the classes of target and answer', () => {
    const [one] = judgeAnswers(answer({ loss: 1 }), [['Yes'], ['No']]);
    expect(one).toMatchObject({ judgedLoss: 1, isRecorded: true, targetClass: 0, answerClass: 0 });
  });

  it('are judged by class, or by the text, if no loss is recorded', () => {
    const losses = (output: string, classes: readonly (readonly string[])[] | null) =>
      judgeAnswers(answer({ output, loss: undefined }), classes).map(
        ({ judgedLoss, isRecorded }) => [judgedLoss, isRecorded],
      );
    expect(losses('yes', [['Yes'], ['No']])).toEqual([[0, false]]);
    expect(losses('no', [['Yes'], ['No']])).toEqual([[1, false]]);
    expect(losses('YES.', null)).toEqual([[0, false]]);
    expect(losses('perhaps', null)).toEqual([[1, false]]);
  });

  it('take few different targets as classes', () => {
    const of = (targets: readonly string[]) =>
      classesOf(null, parseAnswers({ examples: targets.map((target) => ({ target })) }));
    expect(of(['b', 'a', 'b'])).toEqual([['a'], ['b']]);
    expect(of(['a', 'b', 'c'])).toBeNull();
    expect(of(['a', 'a'])).toBeNull();
  });

  it('are matched by their inputs, repeated ones in order', () => {
    const judged = (outputs: readonly (readonly [string, string, number])[]) =>
      judgeAnswers(
        parseAnswers({
          examples: outputs.map(([input, output, loss]) => ({ input, output, loss, target: 't' })),
        }),
        null,
      );
    const pairs = matchAnswers(
      judged([
        ['x', 'a', 1],
        ['x', 'b', 0],
        ['y', 'c', 0],
        ['only here', 'd', 0],
      ]),
      judged([
        ['y', 'c2', 0],
        ['x', 'a2', 0],
        ['x', 'b2', 1],
        ['z', 'e', 0],
      ]),
    );
    expect(pairs.map((pair) => [pair.before.output, pair.after.output, changeOf(pair)])).toEqual([
      ['c', 'c2', 'reworded'],
      ['a', 'a2', 'fixed'],
      ['b', 'b2', 'broken'],
    ]);
  });
});

describe('the time at work', () => {
  const entry = (type: string, at: number, retries: Record<string, number> = {}) => ({
    type,
    iteration: 0,
    events: 0,
    at,
    retries,
  });

  it('leaves out pauses between processes, and adds up the retries of all of them', () => {
    const time = activeTimeOf([
      entry('opened', 0),
      entry('validated', 1000),
      entry('stepped', 3000, { 'rate-limit': 2 }),
      entry('opened', 100_000),
      entry('stepped', 104_000, { 'rate-limit': 1, network: 1 }),
    ]);
    expect(time).toEqual({
      inMs: 7000,
      perStepInMs: 3500,
      began: 0,
      last: 104_000,
      processes: 2,
      retries: { 'rate-limit': 3, network: 1 },
    });
  });

  it('is unknown without a timeline', () => {
    expect(activeTimeOf([])).toMatchObject({ perStepInMs: null, began: null, last: null });
  });
});

describe('axes and points', () => {
  it('marks round values within the range', () => {
    expect(ticksOf(0, 1, 4)).toEqual([0, 0.5, 1]);
    expect(ticksOf(-3.55, -2.7, 4)).toEqual([-3.5, -3]);
    expect(ticksOf(0, 480_000, 4)).toEqual([0, 200_000, 400_000]);
    expect(ticksOf(2, 2, 4)).toEqual([2]);
  });

  it('thins out points and keeps the extremes', () => {
    const points = Array.from({ length: 10_000 }, (_, step) => ({
      step,
      value: step === 5003 ? 9 : step === 7007 ? -9 : Math.sin(step),
      standardError: null,
    }));
    const thin = thinPoints(points, 400);
    expect(thin.length).toBeLessThanOrEqual(400);
    expect(thin.map(({ value }) => value)).toEqual(expect.arrayContaining([9, -9]));
    expect(thin.at(0)?.step).toBe(0);
    expect(thin.at(-1)?.step).toBe(9999);
    expect(thin.map(({ step }) => step)).toEqual(
      thin.map(({ step }) => step).toSorted((a, b) => a - b),
    );
  });
});

it('inputs that begin alike are shown from where they differ', () => {
  const texts = ['Is this tweet positive or not? Good', 'Is this tweet positive or not? Bad'];
  const start = sharedStart(texts);
  expect(texts.map((text) => withoutStart(text, start))).toEqual(['…Good', '…Bad']);
  expect(sharedStart(['Short: a', 'Short: b'])).toBe(0);
  expect(sharedStart(['one'])).toBe(0);
  expect(withoutStart('as it is', 0)).toBe('as it is');
});

it('a bench table has the mean over seeds of the setting with the best dev accuracy', () => {
  const cell = (setting: string, seed: number, devAccuracy: number, testAccuracy: number) => ({
    kind: 'bench',
    devAccuracy,
    testAccuracy,
    cell: { experiment: 'e', model: 'm', variant: 'v', dataset: 'd', row: 'r', setting, seed },
  });
  const entries = [
    cell('low', 1, 0.5, 0.9),
    cell('low', 2, 0.5, 0.9),
    cell('high', 1, 0.6, 0.5),
    cell('high', 2, 0.7, 0.7),
  ] as unknown as readonly RunEntry[];
  const [table] = benchTables(entries);
  expect(table?.name).toBe('e · m · v');
  const figure = table?.figures.get('r')?.get('d');
  expect(figure).toMatchObject({ seeds: 2, setting: 'high' });
  expect(figure?.mean).toBeCloseTo(0.6, 12);
  expect(figure?.deviation).toBeCloseTo(Math.SQRT2 / 10, 12);
});
