import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextFunction } from '@dln/llm';
import { instructionsOf } from '@dln/vi';
import { describe, expect, it } from 'vitest';
import { estimateNetwork } from './estimate-network.ts';
import { judge, quick, reviews } from './reviews.fixture.ts';
import { trainNetwork } from './train-network.ts';

const small: TextFunction = (prompt, options) =>
  prompt.includes('Write a better instruction') || prompt.includes('Think well')
    ? judge(prompt.replace('Think well', 'last word'), options)
    : 'positive';

/** Counts the calls of a model. */
function counted(model: TextFunction): {
  readonly ask: TextFunction;
  readonly count: () => number;
} {
  let calls = 0;
  return {
    ask: (prompt, options) => {
      calls++;
      return model(prompt, options);
    },
    count: () => calls,
  };
}

describe('training on several models', () => {
  it('takes the prompt that works on the models together, and reports each', async () => {
    const trained = await trainNetwork({
      data: reviews,
      models: [judge, small],
      ...quick,
      settings: { ...quick.settings, numPSamples: 12, modelWeights: [1, 3] },
    });
    // "Judge it by its last word." is right on the first model, "Think well." on the second.
    expect(instructionsOf(trained.parameters)).toEqual(['Think well.']);
    expect(trained.models).toEqual([
      { name: 'function:judge', testAccuracy: 0.5, baselineAccuracy: 0.5 },
      { name: 'function:small', testAccuracy: 1, baselineAccuracy: 0.5 },
    ]);
    expect(trained.testAccuracy).toBe(0.875);
    expect(trained.network.file.ensemble).toEqual({
      aggregate: 'mean',
      members: [
        { name: 'function:judge', model: 'function:judge', weight: 1, testAccuracy: 0.5 },
        { name: 'function:small', model: 'function:small', weight: 3, testAccuracy: 1 },
      ],
    });
    expect(trained.network.differences).toEqual([
      'it answers on function:judge alone; its accuracies are the mean over function:judge, function:small',
    ]);
  });

  it('is kept in a run directory, and asks nothing again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dln-several-'));
    try {
      const [one, other] = [counted(judge), counted(small)];
      const options = {
        data: reviews,
        models: [one.ask, other.ask],
        runDirectory: join(folder, 'run'),
        ...quick,
      };
      const first = await trainNetwork(options);
      const [asked, askedOther] = [one.count(), other.count()];
      expect(askedOther).toBeGreaterThan(10);
      const again = await trainNetwork(options);
      expect([one.count(), other.count()]).toEqual([asked, askedOther]);
      expect(again.models).toEqual(first.models);
      const config = JSON.parse(await readFile(join(folder, 'run', 'config.json'), 'utf8')) as {
        readonly configuration: { readonly models: readonly string[] };
      };
      expect(config.configuration.models).toHaveLength(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('costs about twice as much in the estimate', async () => {
    const one = await estimateNetwork({ data: reviews, model: judge, ...quick });
    const two = await estimateNetwork({ data: reviews, models: [judge, small], ...quick });
    const ratio = two.requests.expected / one.requests.expected;
    expect(ratio).toBeGreaterThan(1.8);
    expect(ratio).toBeLessThanOrEqual(2);
  });

  it.each([
    [{ models: [judge] }, 'models takes two models or more, each once.'],
    [{ models: [judge, judge] }, 'models takes two models or more, each once.'],
    [{ model: judge, models: [judge, small] }, 'models takes the place of model.'],
    [
      { models: [judge, small], settings: { modelWeights: [1] } },
      '`modelWeights` is given once, for 2 models',
    ],
    [
      { settings: { modelWeights: [1] }, model: judge },
      '`modelWeights` is given once, for 1 model',
    ],
  ])('is refused for wrong options (%#)', async (options, message) => {
    await expect(trainNetwork({ data: reviews, ...options })).rejects.toThrow(message);
  });
});

describe('training with several samples', () => {
  it('says how its accuracies were measured', async () => {
    const { network, notes } = await trainNetwork({
      data: reviews,
      model: judge,
      iterations: 1,
      settings: {
        ...quick.settings,
        outputScoringFunction: 'accuracy',
        samplesPerExample: 3,
        sampleAggregate: 'pass',
        passAt: 2,
      },
    });
    expect(network.file.sampling).toEqual({
      samplesPerExample: 3,
      sampleAggregate: 'pass',
      passAt: 2,
      sampleTemperature: 0.7,
    });
    expect(network.file.recorded).toBeNull();
    expect(notes).toContain(
      'it answers once, at temperature 0; its accuracies are the best of 2 of 3 samples per example',
    );
  });
});
