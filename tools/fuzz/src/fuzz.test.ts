import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { type FuzzTarget, isTyped } from './target.ts';
import { targets } from './targets.ts';

/** Together about ten seconds. Files and servers take longer than texts. */
const COUNTS: Readonly<Record<string, number>> = { runs: 15, caches: 10, replies: 60, bundles: 60 };
const USUAL_COUNT = 150;

it.each(
  targets.filter(({ isSlow }) => isSlow !== true).map((target) => [target.name, target] as const),
)(
  'mutants of %s are accepted or refused with a typed error (issue 14)',
  { timeout: 120_000 },
  async (name, target) => {
    const { failures, refused } = await fuzz(target, {
      seed: 14,
      count: COUNTS[name] ?? USUAL_COUNT,
    });
    expect(
      failures.map(({ index, error }) => `--seed 14 --only ${index} ${name}: ${String(error)}`),
    ).toEqual([]);
    // The mutants do reach the checks.
    if (!['runs', 'caches'].includes(name)) expect(refused).toBeGreaterThan(5);
  },
);

it('finds an untyped error, and repeats it by its number', async () => {
  const target: FuzzTarget = {
    name: 'broken',
    longCount: 1,
    run: ({ random }) => {
      if (random.integer(0, 10) === 0) throw new TypeError('x is not a function');
    },
  };
  const { failures } = await fuzz(target, { seed: 1, count: 50 });
  const [first] = failures;
  expect(isTyped(first?.error)).toBe(false);
  const again = await fuzz(target, { seed: 1, only: first?.index });
  expect(again).toMatchObject({ count: 1, failures: [{ index: first?.index }] });
});
