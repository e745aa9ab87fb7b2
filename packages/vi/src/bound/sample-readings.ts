import { layerAt, callsOf, type InferenceContext } from '../inference/inference-context.ts';
import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import { renderResidual, stripOptions } from '../layers/render-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { seedsOfTheRequest } from '../samplers/request-seeds.ts';
import { failedOutcome, mapOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';
import { wholeClass } from '../scoring/whole-class.ts';

/** An input on its way to the last layer. */
export interface Chain {
  /** The network's input. */
  readonly input: string;
  /** Decides its random numbers. */
  readonly number: number;
}

/** Options of `sampleReadings`. */
export interface SampleReadingsOptions {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly chains: readonly Chain[];
  /**
   * An unsigned 32-bit integer. Chains of the same number draw the same random numbers whatever the
   * parameters are.
   */
  readonly seed: number;
}

/**
 * Draws what the last layer reads: each hidden layer writes at temperature 1, from the input up, as
 * the model writes it (its token limit, stop texts and joined paragraphs included). What is drawn
 * follows p(h | x) of the network by construction, so no probability of a hidden text is needed.
 *
 * @returns `[chain]`; the inputs themselves if there is one layer
 */
export async function sampleReadings(
  context: InferenceContext,
  { parameters: network, chains, seed }: SampleReadingsOptions,
): Promise<readonly Outcome<{ readonly reading: string }>[]> {
  const output = context.layers.length - 1;
  const seedsOf = seedsOfTheRequest(seed);
  const isStripped = output > 0 && context.settings.stripOptions;
  const largest = Math.max(...chains.map(({ number }) => number));
  let current: readonly Outcome<Chain & { readonly reading: string }>[] = chains.map((chain) => ({
    ...chain,
    reading: isStripped ? stripOptions(chain.input) : chain.input,
  }));
  for (let index = 0; index < output; index++) {
    const parameters = parametersAt(network, index);
    const seeds = seedsOf({ step: 0, layer: index, purpose: 'bound' }, 1 + largest);
    const above = layerAt(context, index + 1);
    current = await thenAsk(current, async (open) => {
      const texts = await writeLayer(
        layerAt(context, index),
        open.map(({ reading: input, number }) => ({ input, parameters, seed: seeds?.[number] })),
        {
          calls: callsOf(context, 'forward'),
          scoreModel: callsOf(context, 'score'),
          classScoring: wholeClass,
          temperature: 1,
        },
      );
      return zip(open, texts).map(([chain, { failure, text }]) =>
        failure
          ? failedOutcome({ failure, layer: index })
          : { ...chain, reading: renderResidual(above, text, chain.input) },
      );
    });
  }
  return current.map((outcome) => mapOutcome(outcome, ({ reading }) => ({ reading })));
}
