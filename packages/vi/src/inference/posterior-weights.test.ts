import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { logProbability, smallWorld } from '../training/small-world.fixture.ts';
import { tableClasses, wordClasses } from '../training/table-step.fixture.ts';
import { withoutAnswersTo } from './failing-model.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import {
  accuracyWeights,
  equalWeights,
  givenAwayWeights,
  likelihoodWeights,
  posteriorWeightsFor,
  priorWeights,
  proposalWeights,
  sumOfWeights,
  type PosteriorWeights,
  type UnweighedTexts,
} from './posterior-weights.ts';

const example = {
  ...{ batchIndex: 0, layerInput: 'x0', layerOutput: 'red', upperInput: 'x0' },
  ...{ target: 'blue', label: 'blue', loss: 1 },
};
const drawn: UnweighedTexts = {
  index: 0,
  parameters: ['p1', 'p2'].map(instructionOnly),
  texts: ['red', 'green'].map((text, at) => ({ example, text, logQ: -1 - at })),
};

/** Two layers whose upper one reads `input|text`. */
function world(changes: Parameters<typeof smallWorld>[1] = {}): InferenceContext {
  const context = smallWorld(2, changes);
  const [first, second] = context.layers;
  if (!second) throw new Error('one layer');
  const residualTemplate = {
    ...second.template,
    render: ({ input, output }: Readonly<Record<string, unknown>>) =>
      `${String(input)}|${String(output)}`,
  };
  return { ...context, layers: [first, { ...second, residualTemplate }] };
}

const values = async (weights: PosteriorWeights, context = world()): Promise<unknown> =>
  (await weights(context, drawn)).map(({ value }) => value);

describe('weights of hidden texts', () => {
  it('by likelihood are log p of the target given the text and the input', async () => {
    expect(await values(likelihoodWeights)).toEqual([
      logProbability(1, 'p2', 'x0|red', 'blue'),
      logProbability(1, 'p2', 'x0|green', 'blue'),
    ]);
  });

  it('by prior are log p of the text under the layer that writes it', async () => {
    expect(await values(priorWeights)).toEqual([
      logProbability(0, 'p1', 'x0', 'red'),
      logProbability(0, 'p1', 'x0', 'green'),
    ]);
  });

  it('by what is given away are log p of the target given the text alone', async () => {
    expect(await values(givenAwayWeights)).toEqual([
      logProbability(1, 'p2', 'red', 'blue'),
      logProbability(1, 'p2', 'green', 'blue'),
    ]);
  });

  it('by what is given away are over classes, or over the text as in the reference', async () => {
    const base = world();
    const [first, second] = base.layers;
    if (!second) throw new Error('one layer');
    const context: InferenceContext = {
      ...base,
      layers: [first, { ...second, ...wordClasses }],
      strategies: {
        ...base.strategies,
        classScoring: Object.assign(
          async (contexts: readonly string[], options: Parameters<typeof tableClasses>[1]) => {
            const scores = await tableClasses(contexts, options);
            return scores.map((own) =>
              own.failure
                ? own
                : { ...own, logProbabilities: own.logProbabilities.map((value) => 2 * value) },
            );
          },
          { plan: tableClasses.plan },
        ),
      },
    };
    const own = logProbability(1, 'p2', 'red', 'blue');
    expect(await values(givenAwayWeights, context)).toMatchObject({ 0: 2 * own });
    const strategies = { ...context.strategies, mutualInformationOver: 'text' as const };
    expect(await values(givenAwayWeights, { ...context, strategies })).toMatchObject({ 0: own });
  });

  it('by the proposal are log q, and equal weights are 0', async () => {
    expect(await values(proposalWeights)).toEqual([-1, -2]);
    expect(await values(equalWeights)).toEqual([0, 0]);
  });

  it('by accuracy are 1 for a text from which the network answers right, else 0', async () => {
    const isRight = (text: string): number => {
      const words = ['red', 'green', 'blue', 'grey'];
      const figures = words.map((word) => logProbability(1, 'p2', `x0|${text}`, word));
      return words[figures.indexOf(Math.max(...figures))] === 'blue' ? 1 : 0;
    };
    expect(await values(accuracyWeights)).toEqual([isRight('red'), isRight('green')]);
  });

  it('by accuracy compare the output layer with the text it is taught, not with the label', async () => {
    const words = ['red', 'green', 'blue', 'grey'];
    const figures = words.map((word) => logProbability(1, 'p2', 'x0|red', word));
    const answer = words[figures.indexOf(Math.max(...figures))] ?? '';
    const accuracyOf = async (target: string, label: string): Promise<unknown> => {
      const own = { ...example, target, label };
      const texts = [{ example: own, text: 'red', logQ: -1 }];
      const [weight] = await accuracyWeights(world(), { ...drawn, texts });
      return weight?.value;
    };
    expect(await accuracyOf(answer, 'other')).toBe(1);
    expect(await accuracyOf('other', answer)).toBe(0);
  });

  it('are added and subtracted by their signs', async () => {
    const both = sumOfWeights([
      [1, likelihoodWeights],
      [-1, proposalWeights],
    ]);
    expect(await values(both)).toEqual([
      logProbability(1, 'p2', 'x0|red', 'blue') + 1,
      logProbability(1, 'p2', 'x0|green', 'blue') + 2,
    ]);
    expect(await values(sumOfWeights([]))).toEqual([0, 0]);
  });

  it('are missing for a text if any part is, with the reason of that part', async () => {
    const failing = withoutAnswersTo(world(), (text) => text.includes('x0|red'));
    const both = sumOfWeights([
      [1, likelihoodWeights],
      [1, priorWeights],
    ]);
    const [first, second] = await both(failing, drawn);
    expect(first?.failure?.message).toBe('too long');
    expect(second?.value).toBeCloseTo(
      logProbability(1, 'p2', 'x0|green', 'blue') + logProbability(0, 'p1', 'x0', 'green'),
      12,
    );
  });
});

describe('the settings choose', () => {
  const chosen = (changes: Parameters<typeof smallWorld>[1], index = 0, depth = 2) =>
    posteriorWeightsFor(smallWorld(depth, changes), index);

  it('equal weights for one text, and from a temperature of 100 on', () => {
    expect(chosen({ hiddenSamples: 1 })).toBe(equalWeights);
    expect(chosen({ posteriorTemperature: 100 })).toBe(equalWeights);
    expect(chosen({ hiddenSamples: 2, posteriorTemperature: 99 })).not.toBe(equalWeights);
  });

  it('accuracy by how the layer above is scored: the output, or another hidden layer', () => {
    expect(chosen({ outputScoring: 'accuracy' })).toBe(accuracyWeights);
    expect(chosen({ hiddenScoring: 'accuracy' })).not.toBe(accuracyWeights);
    expect(chosen({ outputScoring: 'accuracy' }, 0, 3)).not.toBe(accuracyWeights);
    expect(chosen({ hiddenScoring: 'accuracy' }, 0, 3)).toBe(accuracyWeights);
    expect(chosen({ outputScoring: 'accuracy' }, 1, 3)).toBe(accuracyWeights);
  });

  const sums = async (changes: Parameters<typeof smallWorld>[1]): Promise<unknown> => {
    const context = world(changes);
    const [first] = await posteriorWeightsFor(context, 0)(context, drawn);
    return first?.value;
  };
  const likelihood = logProbability(1, 'p2', 'x0|red', 'blue');
  const prior = logProbability(0, 'p1', 'x0', 'red');
  const away = logProbability(1, 'p2', 'red', 'blue');

  it.each([
    ['likelihood × prior', {}, likelihood + prior],
    ['without the prior', { includePrior: false }, likelihood],
    ['no prior if hidden texts are scored by accuracy', { hiddenScoring: 'accuracy' }, likelihood],
    ['less what is given away', { useMutualInformation: true }, likelihood + prior - away],
    ['less log q', { correctWeighting: true }, likelihood + prior + 1],
  ] as const)('%s', async (_, changes, expected) => {
    expect(await sums(changes)).toBeCloseTo(expected, 12);
  });
});
