import { describe, expect, it } from 'vitest';
import type { Path, Target } from './path.ts';
import { planReadings, type ReadingPlan } from './plan-readings.ts';

/** A plan as plain values: the rows that each reading evaluates, and its targets. */
function describePlan({ readings }: ReadingPlan): readonly unknown[] {
  return readings.map(({ tokens, from, targets }) => ({
    shared: tokens.slice(0, from),
    own: tokens.slice(from),
    targets: Object.fromEntries([...targets].map(([row, wanted]) => [row, [...wanted]])),
  }));
}

/** A text whose last tokens are scored: all but the last one must be evaluated. */
function text(context: readonly number[], continuation: readonly number[]): Path {
  return { tokens: [...context, ...continuation.slice(0, -1)], targets: continuation };
}

describe('planReadings', () => {
  it('reads a text in one go, and each token of its continuation after the one before it', () => {
    expect(describePlan(planReadings([text([1, 2], [3, 4])]))).toEqual([
      { shared: [], own: [1, 2, 3], targets: { 1: [3], 2: [4] } },
    ]);
  });

  it('reads all first tokens of continuations of one context at the context’s last token', () => {
    const plan = planReadings([text([1, 2], [3]), text([1, 2], [4]), text([1, 2], [5, 6])]);
    expect(describePlan(plan)).toEqual([
      { shared: [], own: [1, 2], targets: { 1: [3, 4, 5] } },
      { shared: [1, 2], own: [5], targets: { 2: [6] } },
    ]);
    expect(plan.distinctPrefixTokens).toBe(3);
  });

  it('evaluates common prefixes once, in any order of the texts', () => {
    const texts = [text([1, 2, 7], [8]), text([1, 2, 3], [4, 5]), text([1, 2, 3], [6, 6])];
    const shuffled = [texts[2], texts[0], texts[1]].filter((each) => each !== undefined);
    expect(describePlan(planReadings(shuffled))).toEqual([
      { shared: [], own: [1, 2, 3, 4], targets: { 2: [4, 6], 3: [5] } },
      { shared: [1, 2, 3], own: [6], targets: { 3: [6] } },
      { shared: [1, 2], own: [7], targets: { 2: [8] } },
    ]);
  });

  it('evaluates nothing for a text that is there twice', () => {
    const plan = planReadings([text([1], [2, 3]), text([1], [2, 3])]);
    expect(plan.readings).toHaveLength(1);
    expect(plan.distinctPrefixTokens).toBe(2);
  });

  it('scores equal tokens after contexts of different lengths', () => {
    const plan = planReadings([text([1, 2, 3], [4]), text([1], [2, 3, 4])]);
    expect(describePlan(plan)).toEqual([
      { shared: [], own: [1, 2, 3], targets: { 2: [4], 0: [2], 1: [3] } },
    ]);
  });

  it('names the reading that answers each target', () => {
    const plan = planReadings([text([1, 2], [5, 6]), text([1, 2], [3, 4])]);
    const [first, second] = plan.readings;
    expect(first?.tokens).toEqual([1, 2, 3]);
    expect(plan.sources).toEqual([
      [first, second],
      [first, first],
    ]);
  });

  it('counts the distinct prefixes that counting them one by one counts', () => {
    const texts = [[1, 1, 2], [1, 1, 3], [1, 2], [2, 1, 1, 1], [1, 1, 2], [1], [2, 1]];
    const prefixes = new Set(
      texts.flatMap((tokens) => tokens.map((_, end) => tokens.slice(0, end + 1).join(' '))),
    );
    const targets: readonly Target[] = ['top'];
    const plan = planReadings(texts.map((tokens) => ({ tokens, targets })));
    expect(plan.distinctPrefixTokens).toBe(prefixes.size);
  });
});
