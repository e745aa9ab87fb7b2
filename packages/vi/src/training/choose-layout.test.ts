import { createDataset } from '@dln/datasets';
import { promptText } from '@dln/llm';
import { createTemplate } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { saveNetwork } from '../results/save-network.ts';
import { chooseLayout, inLayout } from './choose-layout.ts';
import { smallWorld } from './small-world.fixture.ts';

const rows = (split: string): readonly { input: string; target: string }[] =>
  Array.from({ length: 30 }, (_, at) => ({
    input: `${split} ${at % 3 === 0 ? 'bad' : 'good'} ${at}`,
    target: at % 3 === 0 ? 'no' : 'yes',
  }));
const dataset = createDataset({
  examples: { train: rows('train'), dev: rows('dev'), test: rows('test') },
  classes: ['no', 'yes'],
  seed: 1,
});

const layout = (name: string, text: string) =>
  createTemplate({ name, version: 'v1.0', source: 'choose-layout.test.ts', text });

/** A model that reads the input only after `Input:`, and prefers "no" by 2 nats in any layout. */
function world(): { readonly context: InferenceContext; readonly asked: string[] } {
  const base = smallWorld(1);
  const asked: string[] = [];
  const model: InferenceContext['models']['score'] = {
    ...base.models.score,
    scoreText: async (requests) =>
      requests.map(({ context, continuation }) => {
        const text = promptText(context);
        asked.push(text);
        const signal = !text.includes('Input:') ? 0 : text.includes('good') ? 1 : -1;
        const logits = { no: 2 - signal, yes: signal };
        const total = Math.log(Math.exp(logits.no) + Math.exp(logits.yes));
        const own = continuation.trim() === 'yes' ? logits.yes : logits.no;
        return { logProbabilities: [own - total], usage: { promptTokens: 1, completionTokens: 0 } };
      }),
  };
  const { outputClasses } = dataset;
  if (outputClasses === undefined) throw new Error('the data have classes');
  const layer = { ...base.layers[0], outputClasses, writesClasses: true };
  const blind = { ...layer, template: layout('blind', '{{ prompt }} {{ input }}\n{{ answer }}') };
  const seeing = {
    ...layer,
    template: layout('seeing', '{{ prompt }}\nInput: {{ input }}\n{{ answer }}'),
  };
  const inputs = ['train good 1'];
  const alternatives = [
    blind,
    seeing,
    { ...seeing, calibration: { name: 'batch' as const, inputs, priors: new Map() } },
  ] as const;
  const models = { forward: model, backward: model, score: model };
  return { context: { ...base, layers: [blind], alternatives, models }, asked };
}

const parameters = [instructionOnly('Judge.')];

describe('chooseLayout', () => {
  it('takes the layout and the calibration that make training targets most likely', async () => {
    const { context } = world();
    const chosen = await chooseLayout({ context, dataset, parameters, samplerSeed: 3 });
    expect(chosen.context.layers[0].template.name).toBe('seeing');
    expect(chosen.context.layers[0].calibration?.name).toBe('batch');
    const { event } = chosen;
    expect(event?.chosen).toBe(2);
    expect(event?.alternatives.map(({ template, calibration }) => [template, calibration])).toEqual(
      [
        ['blind:v1.0', 'none'],
        ['seeing:v1.0', 'none'],
        ['seeing:v1.0', 'batch'],
      ],
    );
    const values = event?.alternatives.map(({ logLikelihood }) => logLikelihood ?? NaN) ?? [];
    expect(values).toEqual(values.toSorted((one, other) => one - other));
  });

  it('reads training examples only, the same ones in each layout, and leaves priors alone', async () => {
    const { context, asked } = world();
    await chooseLayout({ context, dataset, parameters, samplerSeed: 3 });
    expect(asked.every((text) => text.includes('train '))).toBe(true);
    const inputsOf = (mark: string): readonly string[] =>
      asked.filter((text) => text.includes('Input:') === (mark === 'seeing')).map(lastWordOf);
    expect(new Set(inputsOf('seeing'))).toEqual(new Set(inputsOf('blind')));
    expect(new Set(inputsOf('seeing')).size).toBe(12);
    expect(context.alternatives?.at(2)?.calibration?.priors.size).toBe(0);
  });

  it('asks nothing without alternatives', async () => {
    const { context, asked } = world();
    const { alternatives: _, ...given } = context;
    const chosen = await chooseLayout({ context: given, dataset, parameters, samplerSeed: 3 });
    expect(chosen.event).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('a saved network has the chosen layout', () => {
    const { context } = world();
    const network = saveNetwork({
      context: inLayout(context, 1),
      parameters,
      preset: 'standard',
      task: { dataset: 'd', instruction: 'i' },
      scores: { devAccuracy: null, testAccuracy: null },
    });
    expect(network.layers[0]?.template.name).toBe('seeing');
  });
});

function lastWordOf(text: string): string {
  return text.match(/good \d+|bad \d+/u)?.[0] ?? text;
}
