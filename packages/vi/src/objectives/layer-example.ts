/** A text with its probability. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** One example of a batch as one layer sees it. */
export interface LayerExample {
  /** Its index in the batch of the step. */
  readonly batchIndex: number;
  /** What the layer read in the forward pass. */
  readonly layerInput: string;
  /** What the layer wrote in the forward pass. */
  readonly layerOutput: string;
  /**
   * The texts that the layer may read, by the hidden texts of the layer below; the weights sum to
   * 1.
   */
  readonly inputs: readonly WeightedText[];
  /** The texts that the layer should write; the weights sum to 1. */
  readonly targets: readonly WeightedText[];
  /** The network's input as the layers above the first see it. */
  readonly upperInput: string;
  /** The target of the network. */
  readonly label: string;
  /** Loss of the network's answer in the forward pass; 0 if it is right. */
  readonly loss: number;
}

/** A single text of probability 1. */
export function certainText(text: string): readonly WeightedText[] {
  return [{ text, weight: 1 }];
}
