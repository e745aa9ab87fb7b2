import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import { renderResidual } from '../layers/render-layer.ts';
import type { ScoredCell } from '../layers/scored-cell.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { mapOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import { scoreAnswers } from './score-accuracy.ts';

/** What a layer reads, and the example that it belongs to. */
export interface NetworkReading {
  readonly layerInput: string;
  /** The network's input as upper layers see it. */
  readonly upperInput: string;
  readonly label: string;
  /** Makes the texts above repeatable. @default none */
  readonly seed?: number | undefined;
}

/** Readings of a layer that are worth what the network answers in the end. */
export interface ThroughNetwork {
  /** The layer that reads them. */
  readonly from: number;
  readonly readings: readonly NetworkReading[];
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  /** @default 0 */
  readonly temperature?: number;
}

/**
 * The accuracy of readings, for networks whose hidden texts are not scored by log-probability: the
 * layers write on from them, and 1 − loss of the answer counts.
 *
 * @returns `[reading]`, or why it has no answer
 */
export async function scoreThroughNetwork(
  context: InferenceContext,
  { from, readings, parameters: network, temperature = 0 }: ThroughNetwork,
): Promise<readonly Outcome<ScoredCell>[]> {
  const output = context.layers.length - 1;
  let current: readonly Outcome<NetworkReading>[] = readings;
  for (let index = from; index < output; index++) {
    const parameters = parametersAt(network, index);
    const above = layerAt(context, index + 1);
    current = await thenAsk(current, async (open) => {
      const texts = await writeLayer(
        layerAt(context, index),
        open.map(({ layerInput: input, seed }) => ({ input, parameters, seed })),
        {
          calls: callsOf(context, 'forward'),
          scoreModel: callsOf(context, 'score'),
          classScoring: context.strategies.classScoring,
          temperature,
        },
      );
      return zip(open, texts).map(([reading, outcome]) =>
        mapOutcome(outcome, ({ text }) => ({
          ...reading,
          layerInput: renderResidual(above, text, reading.upperInput),
        })),
      );
    });
  }
  const parameters = parametersAt(network, output);
  return thenAsk(current, async (open) =>
    scoreAnswers(
      context,
      output,
      open.map(({ layerInput: input, label: target, seed }) => ({
        input,
        parameters,
        target,
        seed,
      })),
      temperature,
    ),
  );
}
