import { requireScoreText } from '@dln/llm';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { mean, sum } from '../numerics/mean.ts';
import { effectiveSampleSize } from '../numerics/tempered-weights.ts';
import { enumerableWorld } from '../training/enumerable-world.fixture.ts';
import { inferHiddenTexts, type HiddenTexts } from './hidden-texts.ts';
import type { InferenceContext } from './inference-context.ts';
import type { InferenceSettings } from './inference-settings.ts';

const world = enumerableWorld({ depth: 2, hiddenTokens: 9, world: 5 });
const prompts = ['p0', 'p1'];

async function infer(
  changes: Partial<InferenceSettings>,
  models: InferenceContext['models'] = world.context.models,
): Promise<HiddenTexts> {
  const { context, examples } = world;
  const settings = { ...context.settings, hiddenSamples: 5, burnInRatio: 0, ...changes };
  return inferHiddenTexts(
    { ...context, models, settings },
    {
      index: 0,
      step: 0,
      parameters: prompts.map(instructionOnly),
      examples: examples.map(({ input, target }, batchIndex) => ({
        batchIndex,
        layerInput: input,
        layerOutput: '',
        target,
        upperInput: input,
        label: target,
        loss: 1,
      })),
    },
    new RandomState(1),
  );
}

/** `[example][sample]` */
const weightsOf = ({ examples }: HiddenTexts): readonly (readonly number[])[] =>
  examples.map(({ samples }) => samples.map(({ weight }) => weight));

/** log p(y | h) + (figure of log p of the tokens of h), normalised over the samples: by hand. */
async function byHand(
  { examples }: HiddenTexts,
  figure: (tokens: readonly number[]) => number,
  more: (text: string) => number = () => 0,
): Promise<readonly (readonly number[])[]> {
  const model = requireScoreText(world.context.models.score);
  const tokensOf = async (context: string, continuation: string): Promise<readonly number[]> =>
    (await model.scoreText([{ context, continuation }]))[0]?.logProbabilities ?? [];
  return Promise.all(
    examples.map(async ({ samples }, at) => {
      const { input = '', target = '' } = world.examples[at] ?? {};
      const logits = await Promise.all(
        samples.map(
          async ({ text }) =>
            sum(await tokensOf(`1#p1#${input}|${text}`, target)) +
            figure(await tokensOf(`0#p0#${input}`, text)) +
            more(text),
        ),
      );
      const total = sum(logits.map(Math.exp));
      return logits.map((logit) => Math.exp(logit) / total);
    }),
  );
}

const near = (rows: readonly (readonly number[])[]): unknown =>
  rows.map((row) => row.map((value) => expect.closeTo(value, 9) as unknown));

describe('the weights of hidden texts', () => {
  it('are made of log-probabilities per token', async () => {
    const inferred = await infer({ posteriorWeights: 'mean', posteriorShare: 1 });
    expect(weightsOf(inferred)).toEqual(near(await byHand(inferred, mean)));
  });

  it('are the exact posterior over the samples by sums, whatever the burn-in', async () => {
    const inferred = await infer({ posteriorWeights: 'sum', posteriorShare: 0, burnInRatio: 0.5 });
    expect(weightsOf(inferred)).toEqual(near(await byHand(inferred, sum)));
  });

  it('are divided by the sum of log q, if that is asked for', async () => {
    const { backward } = world.context.models;
    const logQ = (text: string): readonly number[] => [-text.length / 10, -0.5];
    const told: typeof backward = {
      ...backward,
      generate: async (requests, asked) =>
        (await backward.generate(requests, asked)).map((reply) => ({
          ...reply,
          tokens: logQ(reply.text).map((logProbability) => ({ token: '', logProbability })),
        })),
    };
    const inferred = await infer(
      { posteriorWeights: 'sum', posteriorShare: 0, correctWeighting: true },
      { ...world.context.models, backward: told },
    );
    const wanted = await byHand(inferred, sum, (text) => -sum(logQ(text)));
    expect(weightsOf(inferred)).toEqual(near(wanted));
  });

  it('are flattened until enough samples count, by sums', async () => {
    const sharp = await infer({ posteriorWeights: 'sum', posteriorShare: 0 });
    const flat = await infer({ posteriorWeights: 'sum', posteriorShare: 0.8 });
    for (const row of weightsOf(flat)) expect(effectiveSampleSize(row)).toBeGreaterThan(4 - 1e-9);
    expect(flat.effectiveSize).toBeGreaterThan(sharp.effectiveSize);
    expect(flat.effectiveSize).toBeCloseTo(mean(weightsOf(flat).map(effectiveSampleSize)), 12);
    const bestOf = ({ examples }: HiddenTexts): readonly string[] =>
      examples.map(({ best }) => best);
    expect(bestOf(flat)).toEqual(bestOf(sharp));
  });

  it('come with the mean number of different texts', async () => {
    const { examples, distinct } = await infer({});
    expect(distinct).toBe(
      mean(examples.map(({ samples }) => new Set(samples.map(({ text }) => text)).size)),
    );
    expect(distinct).toBeLessThan(5);
    const one = await infer({ useHiddenArgMax: true });
    expect(one.distinct).toBe(distinct);
  });
});
