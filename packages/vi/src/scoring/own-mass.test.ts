import { describe, expect, it } from 'vitest';
import { ownLogProbabilities } from './own-mass.ts';

const p = Math.log;
const shares = (texts: Parameters<typeof ownLogProbabilities>[0]): number[] =>
  ownLogProbabilities(texts).map((value) => Number(Math.exp(value).toFixed(6)));

describe('the probability of a text without that of longer ones', () => {
  it('is what is left of it', () => {
    expect(
      shares([
        { text: 'not', tokens: [p(0.9)] },
        { text: 'not sure', tokens: [p(0.9), p(0.99)] },
        { text: 'yes', tokens: [p(0.05)] },
      ]),
    ).toEqual([0.009, 0.891, 0.05]);
  });

  it('is all of it if the longer text has other tokens', () => {
    expect(
      shares([
        { text: '1', tokens: [p(0.5)] },
        { text: '10', tokens: [p(0.4)] },
      ]),
    ).toEqual([0.5, 0.4]);
  });

  it('takes each longer text off once', () => {
    expect(
      shares([
        { text: '1', tokens: [p(0.8)] },
        { text: '10', tokens: [p(0.8), p(0.5)] },
        { text: '100', tokens: [p(0.8), p(0.5), p(0.25)] },
      ]),
    ).toEqual([0.4, 0.3, 0.1]);
  });

  it('is never impossible for a rounding', () => {
    const [own] = ownLogProbabilities([
      { text: 'not', tokens: [p(0.9)] },
      { text: 'not sure', tokens: [p(0.9), 0.001] },
    ]);
    expect(Number.isFinite(own)).toBe(true);
  });
});
