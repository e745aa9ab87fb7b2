import { layerAt, callsOf, type InferenceContext } from '../inference/inference-context.ts';
import { renderResidual, stripOptions } from '../layers/render-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { seedsOfTheRequest } from '../samplers/request-seeds.ts';
import { renameUnanswered } from '../scoring/unanswered-error.ts';
import { wholeClass } from '../scoring/whole-class.ts';

/** Options of `sampleReadings`. */
export interface SampleReadingsOptions {
  /** `[layer]` */
  readonly prompts: readonly string[];
  /** The network's inputs, `[chain]`. */
  readonly inputs: readonly string[];
  /** `[chain]`: its number, which decides its random numbers. */
  readonly chains: readonly number[];
  /** An unsigned 32-bit integer. Chains of the same number draw the same random numbers whatever the prompts are. */
  readonly seed: number;
}

/**
 * Draws what the last layer reads: each hidden layer writes at temperature 1, from the input up, as the model writes it (its token limit, stop texts and joined
 * paragraphs included). What is drawn follows p(h | x) of the network by construction, so no probability of a hidden text is needed.
 *
 * @returns `[chain]`; the inputs themselves if there is one layer
 * @throws UnansweredError that names chains
 */
export async function sampleReadings(
  context: InferenceContext,
  { prompts, inputs, chains, seed }: SampleReadingsOptions,
): Promise<readonly string[]> {
  const output = context.layers.length - 1;
  const seedsOf = seedsOfTheRequest(seed);
  const isStripped = output > 0 && context.settings.stripOptions;
  let readings = isStripped ? inputs.map(stripOptions) : inputs;
  for (let index = 0; index < output; index++) {
    const prompt = prompts[index] ?? '';
    const seeds = seedsOf({ step: 0, layer: index, purpose: 'bound' }, 1 + Math.max(...chains));
    const texts = await renameUnanswered(
      writeLayer(
        layerAt(context, index),
        readings.map((input) => ({ input, prompt })),
        {
          calls: callsOf(context, 'forward'),
          scoreModel: callsOf(context, 'score'),
          classScoring: wholeClass,
          temperature: 1,
          seeds: chains.map((chain) => seeds?.[chain] ?? chain),
        },
      ),
      (one) => ({ ...one, layer: index }),
    );
    const above = layerAt(context, index + 1);
    readings = texts.map((text, at) => renderResidual(above, text, inputs[at] ?? ''));
  }
  return readings;
}
