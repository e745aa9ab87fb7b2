import { callsOf } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import {
  countingWorld,
  trainAll,
  type Counts,
  type WorldOptions,
} from './counting-world.fixture.ts';
import type { CostByPurpose } from './counting-account.ts';
import { estimateRun } from './estimate-run.ts';

const totalOf = ({ forward, backward, scoreText, nextToken }: Counts): number =>
  forward + backward + scoreText + nextToken;

const backwardOf = ({ purposes }: CostByPurpose): number =>
  callsOf(purposes.proposals) + callsOf(purposes['posterior samples']);

describe.each(['reference', 'standard'] as const)('the high end under %s', (preset) => {
  it.each([1, 2])('is the number of calls: %i layers, memory 2', async (depth) => {
    const training = { memorySize: 2, iterations: 2, validationFrequency: 1 };
    const options = { preset, depth, training };
    const { run, counts } = countingWorld(options);
    const { high, low } = await estimateRun(countingWorld(options).run);
    await trainAll(run);
    expect(callsOf(high.total)).toBe(totalOf(counts));
    expect(backwardOf(high)).toBe(counts.backward);
    expect(callsOf(low.total)).toBeLessThanOrEqual(totalOf(counts));
  });
});

describe('halving', () => {
  it.each([1, 2])('has an exact number of calls with %i layers', async (depth) => {
    const world = {
      ...{ preset: 'standard' as const, depth },
      inference: { ranking: 'halving' as const, promptCandidates: 9, trustFactor: 1e-9 },
      training: { iterations: 2, memorySize: 0, batchSize: 12 },
    };
    const { run, counts } = countingWorld(world);
    const { high } = await estimateRun(countingWorld(world).run);
    await trainAll(run);
    expect(callsOf(high.total)).toBe(totalOf(counts));
  });
});

describe('a bound', () => {
  it.each([
    { depth: 1, boundSamples: 3, boundExamples: 7, bound: 7 * 7 },
    { depth: 2, boundSamples: 3, boundExamples: 7, bound: 7 * 3 * (1 + 7) },
    { depth: 3, boundSamples: 3, boundExamples: 7, bound: 7 * 3 * (2 + 7) },
    { depth: 2, boundSamples: 2, boundExamples: 70, bound: 40 * 2 * (1 + 7) },
  ])('is counted: %o', async ({ depth, boundSamples, boundExamples, bound }) => {
    const training = { iterations: 2, validationFrequency: 1, boundSamples, boundExamples };
    const options = { preset: 'standard', depth, training } as const;
    const { run, counts } = countingWorld(options);
    const { high } = await estimateRun(countingWorld(options).run);
    await trainAll(run);
    expect(callsOf(high.total)).toBe(totalOf(counts));
    // Each chain writes in each hidden layer; a distribution asks for the next token, and then for
    // both classes in three letter cases. Three validations.
    expect(callsOf(high.purposes.bound)).toBe(3 * bound);
    expect(high.purposes.bound.remembered).toBe(depth === 1 ? 3 * bound : 0);
  });
});

describe('answers that are sampled for their scores', () => {
  it.each([
    ['reference', 1],
    ['reference', 2],
    ['standard', 2],
  ] as const)('are asked for k times each: %s, %i layers', async (preset, depth) => {
    const options = {
      preset,
      depth,
      inference: { outputScoring: 'samples', answerSamples: 3 },
      training: { iterations: 1 },
    } as const;
    const { run, counts } = countingWorld(options);
    const { high } = await estimateRun(countingWorld(options).run);
    await trainAll(run);
    expect(callsOf(high.total)).toBe(totalOf(counts));
  });
});

describe('a test of the initial prompts', () => {
  it('is counted at the high end, and only where something is trained', async () => {
    const high = async (training: NonNullable<WorldOptions['training']>): Promise<number> => {
      const { run } = countingWorld({
        ...{ preset: 'standard', depth: 2 },
        training: { iterations: 1, ...training },
      });
      return callsOf((await estimateRun(run)).high.purposes.test);
    };
    const once = await high({});
    expect(await high({ testsInitialPrompts: true })).toBe(2 * once);
    expect(await high({ testsInitialPrompts: true, isZeroShot: true })).toBe(once);
  });
});

describe('the low end', () => {
  it.each([
    ['reference', 2],
    ['standard', 1],
    ['standard', 2],
  ] as const)(
    'is the number of calls if nothing goes wrong: %s, %i layers',
    async (preset, depth) => {
      const training = { iterations: 2 };
      const options = { preset, depth, isPerfect: true, writesClasses: false, training } as const;
      const { run, counts } = countingWorld(options);
      const { low } = await estimateRun(countingWorld(options).run);
      await trainAll(run);
      expect(callsOf(low.total)).toBe(totalOf(counts));
    },
  );
});

describe('tokens', () => {
  it('are between one and the most that a reply may have', async () => {
    const training = { iterations: 2 };
    const { run } = countingWorld({ preset: 'standard', depth: 2, training });
    const { low, expected, high } = await estimateRun(run);
    const { proposals } = high.purposes;
    expect(proposals.completionTokens).toBe(callsOf(proposals) * 512);
    expect(expected.purposes.proposals.completionTokens).toBe(callsOf(proposals) * 60);
    expect(low.total.promptTokens).toBeLessThan(expected.total.promptTokens);
    expect(expected.total.promptTokens).toBeLessThan(high.total.promptTokens);
  });

  it('have no cost if the price is unknown', async () => {
    const training = { iterations: 1 };
    const { run } = countingWorld({ preset: 'standard', depth: 1, training });
    expect((await estimateRun(run)).high.total.dollars).toBeNull();
    const price = { input: 1, output: 2 };
    const { forward } = run.context.models;
    const model = { ...forward, price };
    const models = { forward: model, backward: model, score: model };
    const { total } = (await estimateRun({ ...run, context: { ...run.context, models } })).high;
    expect(total.dollars).toBeCloseTo((total.promptTokens + 2 * total.completionTokens) / 1e6, 9);
  });
});
