import { describe, expect, it } from 'vitest';
import { withoutAnswersTo } from '../inference/failing-model.fixture.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { logProbability, mostLikely, smallWorld } from '../training/small-world.fixture.ts';
import { answerLogLikelihoods } from './answer-log-likelihoods.ts';
import { estimateBound } from './estimate-bound.ts';
import { importanceWeightedBounds, summarizeBound } from './importance-weighted-bound.ts';
import { sampleReadings } from './sample-readings.ts';

const network = (depth: number) =>
  Array.from({ length: depth }, (_, at) => instructionOnly(`p${at}`));

describe('the readings of the last layer', () => {
  it('are the inputs of a single layer', async () => {
    const chains = [{ input: 'x0\nOptions: a', number: 0 }];
    const context = smallWorld(1, { stripOptions: true });
    expect(await sampleReadings(context, { parameters: network(1), chains, seed: 1 })).toEqual([
      { reading: 'x0\nOptions: a' },
    ]);
  });

  it('are what the layers below write, without answer options in the first one', async () => {
    const context = smallWorld(3, { stripOptions: true });
    const chains = [{ input: 'x0\nOptions: a', number: 0 }];
    const expected = mostLikely(1, 'p1', mostLikely(0, 'p0', 'x0'));
    expect(await sampleReadings(context, { parameters: network(3), chains, seed: 1 })).toEqual([
      { reading: expected },
    ]);
  });

  it('are drawn at temperature 1, with seeds that follow the number of the chain', async () => {
    const seen: { seed: number | undefined; temperature: number | undefined }[] = [];
    const context = smallWorld(2);
    const forward: InferenceContext['models']['forward'] = {
      ...context.models.forward,
      generate: async (requests, options = {}) => {
        for (const { seed } of requests) seen.push({ seed, temperature: options.temperature });
        return context.models.forward.generate(requests, options);
      },
    };
    const own = { ...context, models: { ...context.models, forward } };
    const seedsOf = async (numbers: readonly number[]) => {
      seen.length = 0;
      const chains = numbers.map((number) => ({ input: 'x0', number }));
      await sampleReadings(own, { parameters: network(2), chains, seed: 7 });
      return seen.map(({ seed }) => seed);
    };
    const all = await seedsOf([0, 1, 2, 3]);
    expect(new Set(all).size).toBe(4);
    expect(seen.map(({ temperature }) => temperature)).toEqual([1, 1, 1, 1]);
    expect(await seedsOf([3, 1])).toEqual([all[3], all[1]]);
  });

  it('are missing if a layer has no answer, and name that layer', async () => {
    const failing = withoutAnswersTo(smallWorld(3), (text) => text.startsWith('1#'));
    const chains = [{ input: 'x0', number: 0 }];
    const [outcome] = await sampleReadings(failing, { parameters: network(3), chains, seed: 1 });
    expect(outcome).toMatchObject({ failure: { message: 'too long' }, layer: 1 });
  });
});

describe('log p of the answers', () => {
  it('is that of the last layer, in nats', async () => {
    const found = await answerLogLikelihoods(smallWorld(2), instructionOnly('p1'), [
      { reading: 'red', target: 'blue' },
      { reading: 'grey', target: 'green' },
    ]);
    expect(found).toEqual([
      { nats: logProbability(1, 'p1', 'red', 'blue') },
      { nats: logProbability(1, 'p1', 'grey', 'green') },
    ]);
  });

  it('names the last layer if it has none', async () => {
    const failing = withoutAnswersTo(smallWorld(2), () => true);
    const [outcome] = await answerLogLikelihoods(failing, instructionOnly('p1'), [
      { reading: 'red', target: 'blue' },
    ]);
    expect(outcome).toMatchObject({ layer: 1, failure: { kind: 'context-overflow' } });
  });
});

describe('the bound of a network', () => {
  const examples = ['x0', 'x1'].map((input) => ({ input, target: 'blue' }));

  it('takes one sample of a single layer, and as many as are set of several', async () => {
    const one = await estimateBound(smallWorld(1), {
      ...{ parameters: network(1), examples, samples: 5, seed: 1 },
    });
    expect(one.bound).toMatchObject({ samples: 1, examples: 2 });
    expect(one.bound?.nats).toBeCloseTo(
      (logProbability(0, 'p0', 'x0', 'blue') + logProbability(0, 'p0', 'x1', 'blue')) / 2,
      12,
    );
    const two = await estimateBound(smallWorld(2), {
      ...{ parameters: network(2), examples, samples: 5, seed: 1 },
    });
    expect(two.bound).toMatchObject({ samples: 5, examples: 2 });
  });

  it('leaves out an example with a failed sample, and names the first failure', async () => {
    const failing = withoutAnswersTo(smallWorld(2), (text) => text.startsWith('0#p0#x1'));
    const { bound, skipped } = await estimateBound(failing, {
      ...{ parameters: network(2), examples, samples: 3, seed: 1 },
    });
    expect(bound).toMatchObject({ examples: 1, standardError: null });
    expect(skipped).toMatchObject([{ example: 1, layer: 0, failure: { message: 'too long' } }]);
  });
});

describe('importance weights', () => {
  it('give the logarithm of their mean', () => {
    const [bound] = importanceWeightedBounds([[Math.log(0.25), Math.log(0.75)]]);
    expect(bound).toBeCloseTo(Math.log(0.5), 12);
    expect(importanceWeightedBounds([[-1], [-2]])).toEqual([-1, -2]);
  });

  it('are summarised over examples, with an error from two examples on', () => {
    expect(summarizeBound([[-1], [-3]])).toEqual({
      ...{ nats: -2, standardError: 1, examples: 2, samples: 1 },
    });
    expect(summarizeBound([[-1, -1]])).toMatchObject({ standardError: null, samples: 2 });
    expect(summarizeBound([[-1], [-Infinity]])).toMatchObject({
      nats: -Infinity,
      standardError: null,
    });
  });

  it('need an example and a sample', () => {
    expect(() => summarizeBound([])).toThrow('a bound needs at least one example');
    expect(() => summarizeBound([[]])).toThrow('a bound needs at least one example');
  });
});
