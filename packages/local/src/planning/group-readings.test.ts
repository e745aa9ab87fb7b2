import { describe, expect, it } from 'vitest';
import { groupReadings } from './group-readings.ts';
import { planReadings } from './plan-readings.ts';

const limits = { sequences: 4, batchRows: 512 };
const prefix = Array.from({ length: 40 }, (_, index) => 100 + index);

/** The groups of texts that are read at their last token: the lengths of their rests. */
function groupsOf(
  texts: readonly (readonly number[])[],
  given: Partial<typeof limits> = {},
): readonly { readonly prefixLength: number; readonly rests: readonly number[] }[] {
  const { readings } = planReadings(texts.map((tokens) => ({ tokens, targets: ['top'] })));
  return groupReadings(readings, { ...limits, ...given }).map(
    ({ prefixLength, readings: own }) => ({
      prefixLength,
      rests: own.map(({ tokens }) => tokens.length - prefixLength),
    }),
  );
}

describe('groupReadings', () => {
  it('reads short rests after a shared prefix together, of about the same length', () => {
    const texts = [30, 3, 31, 3, 31].map((length, index) => [
      ...prefix,
      ...Array.from({ length }, () => index),
    ]);
    expect(groupsOf(texts)).toEqual([
      { prefixLength: 40, rests: [3, 3] },
      { prefixLength: 40, rests: [30, 31, 31] },
    ]);
    expect(groupsOf(texts, { sequences: 2 }).map(({ rests }) => rests)).toEqual([
      [3, 3],
      [30, 31],
      [71],
    ]);
  });

  it('keeps each prefix for itself', () => {
    const other = prefix.map((token) => token + 500);
    const texts = [prefix, other].flatMap((start) => [1, 2].map((end) => [...start, end, end]));
    expect(groupsOf(texts)).toEqual([
      { prefixLength: 40, rests: [2, 2] },
      { prefixLength: 40, rests: [2, 2] },
    ]);
  });

  it('leaves long texts alone, and texts whose batch would be too large', () => {
    const long = (token: number): readonly number[] => Array.from({ length: 200 }, () => token);
    expect(groupsOf([long(1), long(2)]).map(({ rests }) => rests)).toEqual([[200], [200]]);
    const texts = [1, 2].map((token) => [...prefix, ...long(token).slice(0, 20)]);
    expect(groupsOf(texts, { batchRows: 39 })).toEqual([
      { prefixLength: 0, rests: [60] },
      { prefixLength: 0, rests: [60] },
    ]);
  });

  it('reads a text alone if a target lies in the shared prefix', () => {
    const { readings } = planReadings([
      { tokens: prefix, targets: ['top'] },
      { tokens: [...prefix, 1, 1], targets: ['top'] },
      { tokens: [...prefix, 2, 2], targets: ['top'] },
    ]);
    expect(groupReadings(readings, limits).map(({ readings: { length } }) => length)).toEqual([
      1, 2,
    ]);
  });
});
