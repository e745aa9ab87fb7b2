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

  it('is all of it if the longer text has as many tokens, or begins with another one', () => {
    expect(
      shares([
        { text: '1', tokens: [p(0.5)] },
        { text: '10', tokens: [p(0.5)] },
      ]),
    ).toEqual([0.5, 0.5]);
    expect(
      shares([
        { text: 'ab', tokens: [p(0.5), p(0.4)] },
        { text: 'abc', tokens: [p(0.5), p(0.3), p(0.2)] },
        { text: 'abd', tokens: [p(0.6), p(0.4), p(0.5)] },
      ]),
    ).toEqual([0.2, 0.03, 0.12]);
  });

  it('takes a token for the same up to a difference of 0.02 nats', () => {
    const withNoise = (nats: number): number[] =>
      shares([
        { text: 'a', tokens: [-1] },
        { text: 'ab', tokens: [-1 + nats, p(0.5)] },
      ]);
    expect(withNoise(0.019)[0]).toBeCloseTo(Math.exp(-1) - Math.exp(-0.981) / 2, 6);
    expect(withNoise(0.021)[0]).toBeCloseTo(Math.exp(-1), 6);
  });

  it('is the same for a text that is given twice', () => {
    const twice = { text: 'yes', tokens: [p(0.3)] };
    expect(shares([twice, { ...twice }])).toEqual([0.3, 0.3]);
  });

  it('loses a longer text after a blank, whatever its tokens', () => {
    expect(
      shares([
        { text: 'not', tokens: [p(0.9)] },
        { text: 'not sure', tokens: [p(0.6)] },
      ]),
    ).toEqual([0.3, 0.6]);
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
    expect(own).toBeCloseTo(p(0.9 * 1e-6), 9);
    const impossible = { text: 'not', tokens: [-Infinity] };
    expect(ownLogProbabilities([impossible, { text: 'not sure', tokens: [-Infinity, 0] }])).toEqual(
      [-Infinity, -Infinity],
    );
  });
});
