import type { LayerParameters } from '../layers/layer-parameters.ts';
import { renderLayer } from '../layers/render-layer.ts';
import type { WeightedText } from '../objectives/layer-example.ts';
import { zip } from '../scoring/outcome.ts';
import type { ExampleRecord } from './example-record.ts';
import type { InferenceContext } from './inference-context.ts';

/** What one layer did with one example of a step. */
export interface TracedLayer {
  /** The prompt of the forward pass as it was sent. */
  readonly sent: string;
  /** What the layer wrote. */
  readonly output: string;
  /**
   * The hidden texts that were drawn, with their posterior weights; absent for the last layer, and
   * if none was drawn.
   */
  readonly hiddenTexts?: readonly WeightedText[];
}

/** One example of a step on its way through the network, before the step's update. */
export interface TracedExample {
  /** Its index in the batch. */
  readonly batchIndex: number;
  readonly input: string;
  readonly target: string;
  /** 0 for a right answer. */
  readonly loss: number;
  /** `[layer]` */
  readonly layers: readonly TracedLayer[];
}

/**
 * Traces the examples of a step for the record of a run.
 *
 * @param options.parameters `[layer]`: of the forward pass
 * @param options.inputs of the whole batch
 * @param options.answered the examples that have an answer
 * @param options.inferred those that have hidden texts
 */
export function traceExamples(
  { layers }: InferenceContext,
  options: {
    readonly parameters: readonly LayerParameters[];
    readonly inputs: readonly string[];
    readonly answered: readonly ExampleRecord[];
    readonly inferred: readonly ExampleRecord[];
  },
): readonly TracedExample[] {
  const { parameters, inputs, answered, inferred } = options;
  const withTexts = new Map(inferred.map((example) => [example.batchIndex, example]));
  return answered.map((example) => {
    const { batchIndex, label, loss } = example;
    const records = withTexts.get(batchIndex)?.layers ?? example.layers;
    const input = inputs[batchIndex];
    if (input === undefined) throw new RangeError(`no input ${batchIndex} in the batch`);
    return {
      batchIndex,
      input,
      target: label,
      loss,
      layers: zip(zip(layers, parameters), records).map(([[layer, own], record]) => ({
        sent: renderLayer(layer, own, record.layerInput),
        output: record.layerOutput,
        ...(record.posterior ? { hiddenTexts: record.posterior.samples } : {}),
      })),
    };
  });
}
