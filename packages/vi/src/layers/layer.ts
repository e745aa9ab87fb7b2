import type { Template } from '@dln/templates';
import type { LayerCalibration } from './layer-calibration.ts';
import type { OutputSchema } from '../structured/output-schema.ts';
import type { LayerClasses } from './output-classes.ts';

/** A language layer without its parameters: what is fixed while they are learned. */
export interface Layer {
  /** Renders `prompt` and `input` (and an empty `answer`) into what the model continues. */
  readonly template: Template;
  /**
   * Joins the network's input and the lower layer's text (`input`, `output`) into this layer's
   * input. The first layer has none.
   */
  readonly residualTemplate?: Template;
  /** The answers by which this layer is scored; absent for free text. */
  readonly outputClasses?: LayerClasses;
  /** The layer writes its most likely class, instead of generating. Needs `outputClasses`. */
  readonly writesClasses: boolean;
  /** The JSON that the layer writes. Not together with `outputClasses`. @default any text */
  readonly outputSchema?: OutputSchema;
  /**
   * The class prior that parameters induce is subtracted from class scores. @default scores are as
   * the model gives them
   */
  readonly calibration?: LayerCalibration;
  /** The most tokens that the layer writes. */
  readonly maxTokens: number;
}

/** The layers from the input to the output; at least one. */
export type Layers = readonly [Layer, ...Layer[]];
