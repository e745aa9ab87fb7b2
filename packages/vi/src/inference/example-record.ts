import type { LossContext } from '@dln/losses';
import { renderResidual } from '../layers/render-layer.ts';
import { certainText, type WeightedText } from '../objectives/layer-example.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';
import type { EvidenceExample } from './prompt-evidence.ts';

/** The hidden texts that a layer might have written for an example: q(h). */
export interface HiddenPosterior {
  /** The weights sum to 1. */
  readonly samples: readonly WeightedText[];
  /** The first sample of the largest weight. */
  readonly best: string;
}

/** What one layer read and wrote in the forward pass, and what it should have written. */
export interface LayerRecord {
  readonly layerInput: string;
  readonly layerOutput: string;
  /** Absent for the last layer, and before it is inferred. */
  readonly posterior?: HiddenPosterior;
}

/** One example of a batch, with everything that a step knows of it. */
export interface ExampleRecord {
  /** Its index in the batch. */
  readonly batchIndex: number;
  /** The network's input as the layers above the first see it. */
  readonly upperInput: string;
  /** The target of the network. */
  readonly label: string;
  /** What the last layer should write. */
  readonly taught: string;
  /** Loss of the network's answer. */
  readonly loss: number;
  /** What the metric says of the answer. */
  readonly feedback?: string;
  /** What the metric may read of the example; the hidden texts are those of the forward pass. */
  readonly source?: LossContext;
  /** `[layer]` */
  readonly layers: readonly LayerRecord[];
}

/** The record of a layer. @throws RangeError if the example has none */
export function recordAt({ layers, batchIndex }: ExampleRecord, index: number): LayerRecord {
  const record = layers[index];
  if (!record) throw new RangeError(`example ${batchIndex} has no record of layer ${index + 1}`);
  return record;
}

/**
 * What a layer should write, as one text: the best hidden text, or what the last layer is taught.
 */
export function targetAt(example: ExampleRecord, index: number): string {
  return recordAt(example, index).posterior?.best ?? example.taught;
}

/** An example as one layer sees it when its prompt is updated. */
export function evidenceAt(
  context: InferenceContext,
  example: ExampleRecord,
  index: number,
): EvidenceExample {
  const { strategies, loss: metric } = context;
  const { batchIndex, upperInput, label, taught, loss, feedback, source } = example;
  const { layerInput, layerOutput, posterior } = recordAt(example, index);
  const below = index === 0 ? undefined : recordAt(example, index - 1).posterior;
  const layer = layerAt(context, index);
  return {
    batchIndex,
    layerInput,
    layerOutput,
    upperInput,
    label,
    loss,
    ...(source ? { source } : {}),
    inputs: below
      ? below.samples.map(({ text, weight }) => ({
          text: renderResidual(layer, text, upperInput),
          weight,
        }))
      : certainText(layerInput),
    targets: posterior?.samples ?? certainText(taught),
    shown: {
      input: layerInput,
      output: posterior ? layerOutput : strategies.taughtText(layerOutput, metric),
      target: targetAt(example, index),
      loss,
      ...(feedback === undefined ? {} : { feedback }),
    },
  };
}
