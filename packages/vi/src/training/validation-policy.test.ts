import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { everyIteration, sparse, type ValidationPolicy } from './validation-policy.ts';

const dueAt = (policy: ValidationPolicy, iterations: number, doesFirst: boolean) =>
  Array.from({ length: iterations + 1 }, (_, iteration) => iteration).filter((iteration) =>
    policy.isDue({ iteration, iterations, frequency: 3, doesFirst }),
  );

describe('a policy validates', () => {
  it('standard: the first prompts, those of every third iteration, and the last ones', () => {
    expect(dueAt(everyIteration, 7, false)).toEqual([0, 3, 6, 7]);
    expect(dueAt(everyIteration, 6, true)).toEqual([0, 3, 6]);
  });

  it('reference: the first prompts on request, and the last ones only if their turn comes', () => {
    expect(dueAt(sparse, 7, true)).toEqual([0, 3, 6]);
    expect(dueAt(sparse, 7, false)).toEqual([3, 6]);
  });
});

it('an accuracy of 0 is a result, but not for the reference', () => {
  expect(everyIteration.accuracyToBeat).toBe(-Infinity);
  expect(sparse.accuracyToBeat).toBe(0);
});

describe('equal prompts', () => {
  const [one, two] = [['p'], ['p', 'q']].map((texts) => texts.map(instructionOnly));
  if (!one || !two) throw new RangeError('two networks');

  it('are validated once', () => {
    expect(everyIteration.keyOf(one, 0)).toBe(everyIteration.keyOf(one, 4));
    expect(sparse.keyOf(two, 0)).toBe(sparse.keyOf(two, 4));
    expect(everyIteration.keyOf(one, 0)).not.toBe(everyIteration.keyOf(two, 0));
  });

  it('reference: are validated again after the first step of a single layer', () => {
    expect(sparse.keyOf(one, 0)).not.toBe(sparse.keyOf(one, 1));
    expect(sparse.keyOf(one, 1)).toBe(sparse.keyOf(one, 2));
  });
});
