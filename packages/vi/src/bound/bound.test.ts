import { describe, expect, it } from 'vitest';
import { RandomState } from '@dln/random';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { mean } from '../numerics/mean.ts';
import { withoutAnswersTo } from '../inference/failing-model.fixture.ts';
import { enumerableWorld } from '../training/enumerable-world.fixture.ts';
import { boundOf, gaps, prompts } from '../training/bound-gaps.fixture.ts';
import { estimateBound } from './estimate-bound.ts';
import { importanceWeightedBounds, summarizeBound } from './importance-weighted-bound.ts';

describe('random worlds', () => {
  it.each(['classes', 'texts'] as const)('have exact bounds for one layer: %s', async (answers) => {
    for (let world = 0; world < 30; world++) {
      const rows = await gaps(
        { depth: 1, hiddenTokens: 1, world, answers },
        { samples: 4, seeds: 1 },
      );
      expect(rows[0]).toBeCloseTo(0, 9);
    }
  });

  it('have bounds below the exact value, which rise to it with K', async () => {
    const gapOf = async (samples: number): Promise<number> =>
      mean(
        await Promise.all(
          Array.from({ length: 20 }, async (_, world) =>
            mean(await gaps({ depth: 2, hiddenTokens: 3, world }, { samples, seeds: 3 })),
          ),
        ),
      );
    const [one, many] = [await gapOf(1), await gapOf(32)];
    expect(one).toBeLessThan(-0.05);
    expect(many).toBeGreaterThan(one / 5);
    expect(many).toBeLessThan(0.01);
  });
});

describe('the bound', () => {
  it('is the same for the same seed, whatever failed before', async () => {
    const world = enumerableWorld({ depth: 2, hiddenTokens: 9, world: 1 });
    expect(await boundOf(world, 4, 7)).toBe(await boundOf(world, 4, 7));
    expect(await boundOf(world, 4, 7)).not.toBe(await boundOf(world, 4, 8));
    const context = withoutAnswersTo(world.context, (text) => text.startsWith('0#p0#x1'));
    const options = { parameters: prompts.map(instructionOnly), samples: 4, seed: 7 };
    const { bound, skipped } = await estimateBound(context, {
      ...options,
      examples: world.examples,
    });
    expect(skipped).toMatchObject([{ example: 1, layer: 0 }]);
    const all = await Promise.all(
      [0, 2, 3].map(async (at) => {
        const examples = world.examples.map((example, index) =>
          index === at ? example : { input: 'x1', target: 'yes' },
        );
        return (await estimateBound(context, { ...options, examples })).bound?.nats ?? 0;
      }),
    );
    expect(bound).toMatchObject({ examples: 3, samples: 4 });
    expect(bound?.nats).toBeCloseTo(mean(all), 12);
  });

  it('is null if no example has an answer', async () => {
    const world = enumerableWorld({ depth: 2, hiddenTokens: 1, world: 1 });
    const context = withoutAnswersTo(world.context, () => true);
    const { bound, skipped } = await estimateBound(context, {
      parameters: prompts.map(instructionOnly),
      examples: world.examples,
      samples: 2,
      seed: 1,
    });
    expect(bound).toBeNull();
    expect(skipped).toHaveLength(4);
  });
});

describe('importanceWeightedBounds', () => {
  it('is the logarithm of the mean weight', () => {
    const [bound] = importanceWeightedBounds([[Math.log(0.5), Math.log(0.25)]]);
    expect(bound).toBeCloseTo(Math.log(0.375), 12);
  });

  it('counts an impossible sample as a weight of 0', () => {
    expect(importanceWeightedBounds([[0, -Infinity]])[0]).toBeCloseTo(-Math.LN2, 12);
    expect(importanceWeightedBounds([[-Infinity, -Infinity]])).toEqual([-Infinity]);
  });

  it('bounds the evidence for any proposal, by weights p(y | h) p(h) / q(h)', () => {
    const prior = [0.7, 0.2, 0.1];
    const likelihood = [0.05, 0.5, 0.9];
    const proposal = [0.2, 0.3, 0.5];
    const exact = Math.log(prior.reduce((sum, p, h) => sum + p * (likelihood[h] ?? 0), 0));
    const random = new RandomState(1);
    const draw = (): number => {
      const at = random.randomSample();
      const h = at < 0.2 ? 0 : at < 0.5 ? 1 : 2;
      return Math.log(((prior[h] ?? 0) * (likelihood[h] ?? 0)) / (proposal[h] ?? 0));
    };
    const of = (samples: number): number =>
      mean(
        importanceWeightedBounds(
          Array.from({ length: 4000 }, () => Array.from({ length: samples }, draw)),
        ),
      );
    expect(of(1)).toBeLessThan(of(8));
    expect(of(8)).toBeLessThan(exact);
    expect(of(200)).toBeCloseTo(exact, 2);
  });
});

describe('summarizeBound', () => {
  it('has the spread between examples', () => {
    expect(summarizeBound([[-1], [-3]])).toEqual({
      nats: -2,
      standardError: 1,
      examples: 2,
      samples: 1,
    });
  });

  it('has no spread for a single sample', () => {
    expect(summarizeBound([[-1, -1]])).toMatchObject({ standardError: null, samples: 2 });
    expect(summarizeBound([[-Infinity], [-1]])).toMatchObject({
      nats: -Infinity,
      standardError: null,
    });
    expect(() => summarizeBound([])).toThrow(RangeError);
  });
});
