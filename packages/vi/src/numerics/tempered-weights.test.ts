import { describe, expect, it } from 'vitest';
import { effectiveSampleSize, temperedWeights } from './tempered-weights.ts';

describe('effectiveSampleSize', () => {
  it('is 1 for one weight, and their number for equal ones', () => {
    expect(effectiveSampleSize([1, 0, 0])).toBe(1);
    expect(effectiveSampleSize([0.25, 0.25, 0.25, 0.25])).toBe(4);
  });
});

describe('temperedWeights', () => {
  const logits = [0, -30, -60, -90];

  it('keeps the temperature if enough samples count', () => {
    expect(temperedWeights([0, -0.1], { temperature: 1, share: 0.5 }).temperature).toBe(1);
    expect(temperedWeights(logits, { temperature: 1, share: 0 }).temperature).toBe(1);
  });

  it('is the smallest temperature at which half of the samples count', () => {
    const { weights, temperature } = temperedWeights(logits, { temperature: 1, share: 0.5 });
    expect(effectiveSampleSize(weights)).toBeCloseTo(2, 9);
    expect(temperature).toBeGreaterThan(1);
    const colder = temperedWeights(logits, { temperature: temperature * 0.99, share: 0 });
    expect(effectiveSampleSize(colder.weights)).toBeLessThan(2);
  });

  it('does not depend on a temperature from which it has to rise, and never falls below it', () => {
    const options = { share: 0.5 };
    const one = temperedWeights(logits, { ...options, temperature: 1 });
    const four = temperedWeights(logits, { ...options, temperature: 4 });
    expect(four.temperature).toBeCloseTo(one.temperature, 9);
    const hot = temperedWeights(logits, { ...options, temperature: 1000 });
    expect(hot.temperature).toBe(1000);
    expect(hot.weights).toEqual(temperedWeights(logits, { temperature: 1000, share: 0 }).weights);
  });

  it('is found to the last digit: the next smaller temperature is too cold', () => {
    const { temperature } = temperedWeights(logits, { temperature: 1, share: 0.5 });
    const smaller = temperature * (1 - Number.EPSILON);
    expect(smaller).toBeLessThan(temperature);
    const { weights } = temperedWeights(logits, { temperature: smaller, share: 0 });
    expect(effectiveSampleSize(weights)).toBeLessThan(2);
  });

  it('ends for logits that no temperature makes equal', () => {
    const { weights } = temperedWeights([NaN, 0], { temperature: 1, share: 0.9 });
    expect(weights).toEqual([NaN, NaN]);
  });

  it('keeps the order of the weights', () => {
    const { weights } = temperedWeights(logits, { temperature: 1, share: 0.75 });
    expect(weights.toSorted((a, b) => b - a)).toEqual(weights);
  });

  it('gives impossible samples no weight, and does not count them', () => {
    const { weights } = temperedWeights([0, -40, -Infinity], { temperature: 1, share: 0.75 });
    expect(weights[2]).toBe(0);
    expect(effectiveSampleSize(weights)).toBeCloseTo(1.5, 9);
  });

  it('makes possible samples equal at a share of 1', () => {
    const tempered = temperedWeights([0, -40, -Infinity], { temperature: 1, share: 1 });
    expect(tempered).toEqual({ weights: [0.5, 0.5, 0], temperature: Infinity });
  });
});
