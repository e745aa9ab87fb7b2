import { describe, expect, it } from 'vitest';
import {
  failedOutcome,
  failedWith,
  mapOutcome,
  requireResult,
  thenAsk,
  zip,
  type Outcome,
} from './outcome.ts';

const failure = { kind: 'context-overflow', message: 'too long' } as const;

describe('an outcome', () => {
  it('is changed if it is a result, and stays if it is a failure', () => {
    const double = ({ value }: { readonly value: number }) => ({ value: 2 * value });
    expect(mapOutcome({ value: 2 }, double)).toEqual({ value: 4 });
    expect(mapOutcome<{ value: number }, { value: number }>({ failure }, double)).toEqual({
      failure,
    });
  });

  it('of a failure keeps the layer, and nothing else', () => {
    expect(failedWith({ failure, layer: 1 })).toEqual({ failure, layer: 1 });
    expect(failedWith({ failure, ...{ text: 'a' } })).toEqual({ failure });
    expect(failedOutcome({ failure })).not.toHaveProperty('layer');
  });

  it('is required to be a result, or throws with the layer that has no answer', () => {
    expect(requireResult({ value: 1 })).toEqual({ value: 1 });
    const thrown = (outcome: Outcome<{ value: number }>): unknown => {
      try {
        return requireResult(outcome);
      } catch (error) {
        return error;
      }
    };
    expect(thrown({ failure, layer: 2 })).toMatchObject({
      name: 'UnansweredError',
      code: 'unanswered',
      userFacing: true,
      message: 'too long',
      layer: 2,
      failure,
    });
  });
});

describe('a further question', () => {
  type Item = { readonly at: number };
  const items: readonly Outcome<Item>[] = [{ at: 0 }, { failure, layer: 1 }, { at: 2 }];

  it('is asked about the items without a failure, and answered in their places', async () => {
    const asked: unknown[] = [];
    const outcomes = await thenAsk(items, async (open) => {
      asked.push(open);
      return open.map(({ at }) => ({ value: 10 * at }));
    });
    expect(asked).toEqual([[{ at: 0 }, { at: 2 }]]);
    expect(outcomes).toEqual([{ value: 0 }, { failure, layer: 1 }, { value: 20 }]);
  });

  it('is not asked if every item has failed', async () => {
    const failed: readonly Outcome<Item>[] = [{ failure }];
    const outcomes = await thenAsk<Item, Item>(failed, () => {
      throw new Error('it was asked');
    });
    expect(outcomes).toEqual([{ failure }]);
  });

  it('needs an answer for each item', async () => {
    await expect(thenAsk(items, async () => [{ value: 1 }])).rejects.toThrow(
      'fewer answers than 2 items',
    );
  });
});

it('two lists are joined item by item, and differ in length by mistake only', () => {
  expect(zip(['a', 'b'], [1, 2])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  expect(zip([], [])).toEqual([]);
  expect(() => zip(['a'], [1, 2])).toThrow('2 results for 1 items');
});
