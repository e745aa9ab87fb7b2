import { describe, expect, it } from 'vitest';
import { fitBradleyTerry, type Comparison } from './bradley-terry.ts';

const wins = (first: string, second: string, count: number): readonly Comparison[] =>
  Array.from({ length: count }, () => ({ first, second, share: 1 }));
const likelihood = { priorSpread: Infinity } as const;

describe('maximum likelihood', () => {
  it('is log 3 for three wins of four, with the standard error √(1/3 + 1)', () => {
    const fit = fitBradleyTerry([...wins('a', 'b', 3), ...wins('b', 'a', 1)], {
      reference: 'b',
      ...likelihood,
    });
    const { value, standardError } = fit.difference('a', 'b');
    expect(value).toBeCloseTo(Math.log(3), 8);
    expect(standardError).toBeCloseTo(Math.sqrt(1 / 3 + 1), 8);
  });

  it('is the published fit of the American League of 1987 (Agresti, Categorical Data Analysis)', () => {
    // Games won by the row's team against the column's team.
    const teams = [
      'Milwaukee',
      'Detroit',
      'Toronto',
      'New York',
      'Boston',
      'Cleveland',
      'Baltimore',
    ];
    const won = [
      [0, 7, 9, 7, 7, 9, 11],
      [6, 0, 7, 5, 11, 9, 9],
      [4, 6, 0, 7, 7, 8, 12],
      [6, 8, 6, 0, 6, 7, 10],
      [6, 2, 6, 7, 0, 7, 12],
      [4, 4, 5, 6, 6, 0, 6],
      [2, 4, 1, 3, 1, 7, 0],
    ];
    const comparisons = won.flatMap((row, first) =>
      row.flatMap((count, second) => wins(teams[first] ?? '', teams[second] ?? '', count)),
    );
    const fit = fitBradleyTerry(comparisons, { reference: 'Baltimore', ...likelihood });
    expect(teams.map((team) => Number(fit.strength(team).toFixed(2)))).toEqual([
      1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0,
    ]);
    expect(fit.difference('Milwaukee', 'Baltimore').standardError).toBeCloseTo(0.343, 2);
  });

  it('refuses comparisons that determine no strength', () => {
    expect(() => fitBradleyTerry(wins('a', 'b', 3), { reference: 'b', ...likelihood })).toThrow(
      RangeError,
    );
  });
});

it('stays finite after three wins of three, at the mode of prior and likelihood', () => {
  const fit = fitBradleyTerry(wins('a', 'b', 3), { reference: 'b' });
  const { value, standardError } = fit.difference('a', 'b');
  // The mode solves d ÷ 9 = 3 (1 − σ(d)); the curvature there is 1/9 + 3 σ (1 − σ).
  const win = 1 / (1 + Math.exp(-value));
  expect(value / 9).toBeCloseTo(3 * (1 - win), 8);
  expect(standardError).toBeCloseTo((1 / 9 + 3 * win * (1 - win)) ** -0.5, 8);
  expect(value).toBeCloseTo(2.35, 2);
});

it('counts a tie as half a win for each', () => {
  const tie: Comparison = { first: 'a', second: 'b', share: 0.5 };
  expect(fitBradleyTerry([tie, tie], { reference: 'b' }).strength('a')).toBeCloseTo(0, 10);
  const won = fitBradleyTerry(wins('a', 'b', 2), { reference: 'b' }).strength('a');
  const both = fitBradleyTerry([...wins('a', 'b', 2), tie], { reference: 'b' }).strength('a');
  expect(both).toBeLessThan(won);
});

it('compares items that were only compared with a third one', () => {
  const fit = fitBradleyTerry(
    [...wins('a', 'c', 3), ...wins('c', 'a', 1), ...wins('b', 'c', 1), ...wins('c', 'b', 3)],
    { reference: 'c', ...likelihood },
  );
  const { value, standardError } = fit.difference('a', 'b');
  expect(value).toBeCloseTo(2 * Math.log(3), 8);
  expect(standardError).toBeCloseTo(Math.sqrt(2 * (1 / 3 + 1)), 8);
});

it('knows nothing but the prior of an item without comparisons', () => {
  const fit = fitBradleyTerry([], { reference: 'b', items: ['a'] });
  expect(fit.difference('a', 'b')).toEqual({ value: 0, standardError: 3 });
  expect(() => fit.strength('x')).toThrow('x has not been compared');
});

it('weighs a comparison', () => {
  const twice = fitBradleyTerry(wins('a', 'b', 2), { reference: 'b' });
  const weighed = fitBradleyTerry([{ first: 'a', second: 'b', share: 1, weight: 2 }], {
    reference: 'b',
  });
  expect(weighed.strength('a')).toBeCloseTo(twice.strength('a'), 10);
});
