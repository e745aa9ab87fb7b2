import { Dataset } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { enumerableWorld } from './enumerable-world.fixture.ts';
import { withoutAnswersTo } from '../inference/failing-model.fixture.ts';
import { createStrategies } from './presets.ts';
import type { TrainEvent } from './train-event.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train-options.ts';
import { defaultTrainingSettings, type TrainingSettings } from './training-settings.ts';

const { context, examples } = enumerableWorld({ depth: 2, hiddenTokens: 9, world: 3 });

function options(changes: Partial<TrainingSettings>): TrainOptions {
  const { inference: _, ...strategies } = createStrategies('standard', 1);
  return {
    context,
    strategies,
    settings: {
      ...defaultTrainingSettings,
      iterations: 2,
      batchSize: 2,
      balanceBatches: false,
      validationFrequency: 1,
      memorySize: 0,
      ...changes,
    },
    dataset: new Dataset({
      name: 'enumerable',
      splits: { train: examples, dev: examples, test: examples },
      seed: 1,
    }),
    parameters: ['p0', 'p1'].map(instructionOnly),
    samplerSeed: 1,
  };
}

async function run(given: TrainOptions): Promise<readonly TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of train(given)) events.push(event);
  return events;
}

const boundsOf = (events: readonly TrainEvent[]) =>
  events.flatMap((event) => (event.type === 'validated' ? [event.bound] : []));

describe('the bound of a validation', () => {
  it('is estimated only on request', async () => {
    expect(boundsOf(await run(options({}))).every((bound) => bound === undefined)).toBe(true);
    const bounds = boundsOf(await run(options({ boundSamples: 3, boundExamples: 2 })));
    expect(bounds.length).toBeGreaterThan(0);
    for (const bound of bounds) expect(bound).toMatchObject({ samples: 3, examples: 2 });
  });

  it('is the same wherever the same prompts are validated, and asked for once', async () => {
    let drawn = 0;
    const { forward } = context.models;
    const model: typeof forward = {
      ...forward,
      generate: async (requests, asked) => {
        if (asked?.temperature === 1) drawn += requests.length;
        return forward.generate(requests, asked);
      },
    };
    const given = options({ boundSamples: 3, boundExamples: 4 });
    const still = {
      ...given,
      context: {
        ...context,
        models: { ...context.models, forward: model },
        // Prompts never change.
        settings: { ...context.settings, promptCandidates: 2, trustFactor: 0 },
        templates: { ...context.templates, form: { ...context.templates.form, parse: () => [] } },
      },
    };
    const bounds = boundsOf(await run(still));
    expect(bounds.length).toBeGreaterThan(1);
    expect(new Set(bounds.map((bound) => bound?.nats)).size).toBe(1);
    expect(drawn).toBe(3 * 4);
  });

  it('names the examples that it does not cover', async () => {
    const failing = withoutAnswersTo(context, (text) => text.startsWith('0#p0#x1'));
    const given = options({ boundSamples: 2, isZeroShot: true });
    const events = await run({ ...given, context: failing });
    expect(boundsOf(events)).toMatchObject([{ examples: 3 }]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'omitted', purpose: 'bound', example: 1, text: 'x1' }),
    );
  });
});

describe('a bound that cannot be estimated', () => {
  it.each([
    [{ boundSamples: 2, fewShots: 1 }, '`nShots: 1`'],
    [{ boundSamples: -1 }, '`boundSamples: -1`'],
    [{ boundSamples: 1, boundExamples: 0 }, '`boundExamples: 0`'],
  ])('is refused before the run: %o', async (changes, message) => {
    await expect(run(options(changes))).rejects.toThrow(message);
  });

  it('is refused for a model that scores no texts', async () => {
    const rest = context.models.score;
    const score = { ...rest, capabilities: { ...rest.capabilities, scoresText: false } };
    const given = options({ boundSamples: 2 });
    const blind = { ...context, models: { ...context.models, score } };
    await expect(run({ ...given, context: blind })).rejects.toThrow(
      'a bound with the scoring model enumerable',
    );
  });
});
