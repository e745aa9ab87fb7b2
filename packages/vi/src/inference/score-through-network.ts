import { renderResidual } from '../layers/render-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import { scoreAccuracy } from './score-accuracy.ts';

/** What a layer reads, and the example that it belongs to. */
export interface NetworkReading {
  readonly layerInput: string;
  /** The network's input as upper layers see it. */
  readonly upperInput: string;
  readonly label: string;
}

/** Readings of a layer that are worth what the network answers in the end. */
export interface ThroughNetwork {
  /** The layer that reads them. */
  readonly from: number;
  readonly readings: readonly NetworkReading[];
  /** `[layer]` */
  readonly prompts: readonly string[];
}

/**
 * The accuracy of readings, for networks whose hidden texts are not scored by log-probability: the layers write on from them at temperature 0, and 1 − loss of the
 * answer counts.
 *
 * @returns `[reading]`
 */
export async function scoreThroughNetwork(
  context: InferenceContext,
  { from, readings, prompts }: ThroughNetwork,
): Promise<readonly number[]> {
  const output = context.layers.length - 1;
  let current = readings;
  for (let index = from; index < output; index++) {
    const prompt = promptAt(prompts, index);
    const texts = await writeLayer(
      layerAt(context, index),
      current.map(({ layerInput: input }) => ({ input, prompt })),
      {
        calls: callsOf(context, 'forward'),
        scoreModel: callsOf(context, 'score'),
        classScoring: context.strategies.classScoring,
        temperature: 0,
      },
    );
    const above = layerAt(context, index + 1);
    current = current.map((reading, at) => {
      const text = texts[at];
      if (text === undefined) throw new RangeError(`no text ${at} among ${texts.length}`);
      return { ...reading, layerInput: renderResidual(above, text, reading.upperInput) };
    });
  }
  return scoreAccuracy(
    context,
    output,
    current.map(({ layerInput: input, label: target }) => ({
      input,
      prompt: promptAt(prompts, output),
      target,
    })),
  );
}

/** The prompt of a layer. @throws RangeError if it has none */
export function promptAt(prompts: readonly string[], index: number): string {
  const prompt = prompts[index];
  if (prompt === undefined) throw new RangeError(`no prompt for layer ${index + 1}`);
  return prompt;
}
