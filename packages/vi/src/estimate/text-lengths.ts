import type { Dataset, Split } from '@dln/datasets';
import { withFewShots } from '../inference/forward-pass.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { renderLayer, renderResidual, stripOptions } from '../layers/render-layer.ts';
import { mean } from '../numerics/mean.ts';
import type { TrainOptions } from '../training/train.ts';

/** Mean tokens of rendered texts, without what is written or learned in the run. */
export interface TextLengths {
  /** `[layer]`: what the layer reads, on a split, with an empty prompt and an empty text from below. */
  readonly contexts: Readonly<Record<Split, readonly number[]>>;
  /** `[layer]`: a request for a prompt, with examples as they are shown, but without the layer's texts. */
  readonly proposals: readonly number[];
  /** `[hidden layer]`: a request for a hidden text, likewise. */
  readonly posteriors: readonly number[];
  /** `[layer]`: the first prompts. */
  readonly prompts: readonly number[];
  readonly target: number;
  readonly verbalizer: number;
}

/** Training texts whose lengths stand for all. */
const sampleSize = 50;

/** Renders the real templates with the real examples, and counts. */
export async function measureTexts(
  options: Omit<TrainOptions, 'samplerSeed'>,
): Promise<TextLengths> {
  const { context, dataset, parameters } = options;
  const { layers, templates, models } = context;
  const { verbalizers = [] } = layers.at(-1)?.outputClasses ?? {};
  const count = async (texts: readonly string[]): Promise<number> =>
    mean(await Promise.all(texts.map(async (text) => models.forward.countTokens(text))));
  const sample = dataset.examples('train').slice(0, sampleSize);
  const contextsOf = async (split: Split): Promise<readonly number[]> => {
    const inputs = readInputs(options, split);
    return Promise.all(layers.map(async (_, layer) => count(readings(options, layer, inputs))));
  };
  return {
    contexts: {
      train: await contextsOf('train'),
      dev: await contextsOf('dev'),
      test: await contextsOf('test'),
    },
    proposals: await Promise.all(
      layers.map(async (_, layer) => count([renderProposal(options, layer)])),
    ),
    posteriors: await Promise.all(
      layers.slice(1).map(async (above, layer) =>
        count(
          sample.slice(0, 5).flatMap(({ input }) =>
            templates.posterior.map((template) =>
              template.render({
                input: layer === 0 ? input : renderResidual(above, '', input),
                h: '',
                y: '',
                prompt: '',
                next_prompt: '',
                message: template.messageAlternatives?.[0] ?? null,
              }),
            ),
          ),
        ),
      ),
    ),
    prompts: await Promise.all(parameters.map(async ({ instruction }) => count([instruction]))),
    target: await count(sample.map(({ target }) => target)),
    verbalizer: await count(verbalizers.flat()),
  };
}

/** The network's inputs on a split, few-shot examples included; some of the training split, all of the others. */
function readInputs(
  { context, dataset }: Omit<TrainOptions, 'samplerSeed'>,
  split: Split,
): readonly string[] {
  if (split === 'train' && dataset.size('train') === 0) return [];
  const [batch, ...others] = batchesOf(dataset, split);
  const batches = batch === undefined ? [] : split === 'train' ? [batch] : [batch, ...others];
  return batches.flatMap(({ inputs, fewShots }) =>
    context.layers.length === 1 ? withFewShots(context, inputs, fewShots) : inputs,
  );
}

function batchesOf(dataset: Dataset, split: Split): readonly ReturnType<Dataset['nextBatch']>[] {
  return [...dataset.iterate(split, sampleSize)];
}

function readings(
  { context }: Omit<TrainOptions, 'samplerSeed'>,
  index: number,
  inputs: readonly string[],
): readonly string[] {
  const { layers, settings } = context;
  const layer = layers[index] ?? layers[0];
  return inputs.map((x) => {
    const first = layers.length > 1 && settings.stripOptions ? stripOptions(x) : x;
    return renderLayer(
      layer,
      instructionOnly(''),
      index === 0 ? first : renderResidual(layer, '', x),
    );
  });
}

/** A request with as many examples as one shows; half of the answers in it were wrong. */
function renderProposal(
  { context, settings, dataset }: Omit<TrainOptions, 'samplerSeed'>,
  index: number,
): string {
  const { layers, templates } = context;
  const layer = layers[index] ?? layers[0];
  const { batchSize } = settings;
  const shown = context.settings.heldOutRanking ? Math.floor(batchSize / 2) : batchSize;
  return templates.prompt.render({
    prompt: '',
    message: templates.prompt.messageAlternatives?.[0] ?? null,
    backward_infos: dataset
      .examples('train')
      .slice(0, shown)
      .map(({ input }, at) => ({
        input: index === 0 ? input : renderResidual(layer, '', input),
        output: '',
        target: '',
        loss: at % 2,
      })),
  });
}
