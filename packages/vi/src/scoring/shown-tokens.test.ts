import type { LanguageModel } from '@dln/llm';
import { createFakeModel } from '@dln/llm/testing';
import { describe, expect, it } from 'vitest';
import type { ClassScores } from './class-scores.ts';
import { requireResult } from './outcome.ts';
import { wholeClass } from './whole-class.ts';

type Tops = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A model that shows tokens after each text that a context may go on with. */
function showing(tops: Tops, continuesText: boolean): LanguageModel {
  return createFakeModel({
    id: 'shows',
    capabilities: { maxTopTokens: 4, continuesText },
    nextToken: (context) => {
      const logs = Object.entries(tops[context.slice(context.indexOf('\n') + 1)] ?? {}).map(
        ([token, p]) => [token, Math.log(p)] as const,
      );
      return { logProbabilities: Object.fromEntries(logs) };
    },
  });
}

async function score(
  classes: readonly string[],
  tops: Tops,
  continuesText = false,
): Promise<ClassScores> {
  const [scores] = await wholeClass(['Q'], {
    calls: { model: showing(tops, continuesText) },
    verbalizers: classes.map((name) => name.split('|')),
    aggregate: 'sum',
  });
  if (!scores) throw new Error('no scores');
  return requireResult(scores);
}

const shares = ({ logProbabilities }: ClassScores): number[] =>
  logProbabilities.map((value) => Number(Math.exp(value).toFixed(3)));

describe('class scores from the tokens that are shown', () => {
  it('add up the letter cases of a class (A03)', async () => {
    const scores = await score(['positive', 'negative'], {
      '': { Positive: 0.8, positive: 0.1, Negative: 0.04, negative: 0.01 },
    });
    expect(shares(scores)).toEqual([0.947, 0.053]);
    expect(scores.answer).toBe(0);
  });

  it('name no class if none is shown, and give all the same estimate (A04)', async () => {
    const scores = await score(['positive', 'negative'], {
      '': { The: 0.99, Sure: 0.004, I: 0.002, It: 0.001 },
    });
    expect(scores).toMatchObject({ answer: null, isUnanswered: true, floored: [true, true] });
    expect(shares(scores)).toEqual([0.5, 0.5]);
  });

  it('name no class if the classes are next to nothing beside another beginning', async () => {
    const tops = { '': { The: 0.99, negative: 0.0002, positive: 0.0001, It: 0.00005 } };
    expect((await score(['positive', 'negative'], tops)).answer).toBeNull();
  });

  it('name no class for a tie', async () => {
    const tops = { '': { yes: 0.4, no: 0.4, so: 0.1 } };
    expect((await score(['yes', 'no'], tops)).answer).toBeNull();
  });

  it('do not take a short token for a long class', async () => {
    const scores = await score(['abstain', 'vote'], {
      '': { a: 0.6, vote: 0.3, the: 0.05, i: 0.01 },
    });
    expect(scores.floored).toEqual([true, false]);
    expect(scores.answer).toBeNull();
  });

  it('follow beginnings that classes share if the endpoint continues texts', async () => {
    const scores = await score(
      ['very good', 'very bad'],
      { '': { very: 0.9, so: 0.05 }, very: { ' bad': 0.7, ' good': 0.3 } },
      true,
    );
    expect(shares(scores)).toEqual([0.3, 0.7]);
    expect(scores).toMatchObject({ method: 'token-by-token', strategy: 'token by token, top 4' });
  });

  it('tell a class from one that it begins by what follows (A06)', async () => {
    const scores = await score(
      ['not', 'not sure'],
      { '': { not: 0.9, so: 0.05 }, not: { ' sure': 0.99, '\n': 0.0099 } },
      true,
    );
    expect(shares(scores)).toEqual([0.01, 0.99]);
    expect(scores.answer).toBe(1);
  });

  it('leave a shared beginning open if it cannot be followed', async () => {
    const scores = await score(['not', 'not sure'], { '': { not: 0.9, so: 0.05 } });
    expect(scores.answer).toBeNull();
    expect(shares(scores)).toEqual([0.5, 0.5]);
    expect(scores.bounds?.map(({ lower }) => lower < -20)).toEqual([true, true]);
  });
});

describe('classes that a first token cannot tell apart', () => {
  const problem = (classes: readonly string[], continuesText: boolean): string | undefined =>
    wholeClass.problem?.(
      showing({}, continuesText),
      classes.map((name) => [name]),
    );

  it('are named if the endpoint cannot continue a text', () => {
    expect(problem(['yes', 'not', 'not sure'], false)).toBe(
      'shows shows the first token of an answer only, and it does not tell the classes "not" and "not sure" apart: one begins the other.',
    );
    expect(problem(['very good', 'very bad'], false)).toContain('they begin with the same word');
  });

  it('are no problem if it can, or if their first tokens differ', () => {
    expect(problem(['not', 'not sure'], true)).toBeUndefined();
    expect(problem(['subjective', 'objective'], false)).toBeUndefined();
  });
});
