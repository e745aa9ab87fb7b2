import { fieldsOf, listOf, numberOf, textOf } from './fields.ts';

/** A hidden text that was drawn, with its posterior weight. */
export interface WeightedHiddenText {
  readonly text: string;
  readonly weight: number;
}

/** What one layer did with an example. */
export interface LayerTrace {
  /** The prompt as it was sent; null if it is not recorded. */
  readonly sent: string | null;
  readonly output: string;
  /** Empty for the last layer, and if none was drawn. */
  readonly hiddenTexts: readonly WeightedHiddenText[];
}

/** An example of a step on its way through the network. */
export interface ExampleTrace {
  readonly batchIndex: number;
  readonly input: string;
  readonly target: string;
  readonly loss: number | null;
  /** `[layer]` */
  readonly layers: readonly LayerTrace[];
}

/** Reads the traced examples of a `stepped` event; earlier versions recorded none. */
export function parseStepTraces(event: unknown): readonly ExampleTrace[] {
  const info = fieldsOf(fieldsOf(event)['info']);
  return listOf(info['examples']).map((value, at) => {
    const example = fieldsOf(value);
    return {
      batchIndex: numberOf(example['batchIndex']) ?? at,
      input: textOf(example['input']) ?? '',
      target: textOf(example['target']) ?? '',
      loss: numberOf(example['loss']),
      layers: listOf(example['layers']).map(parseLayer),
    };
  });
}

function parseLayer(value: unknown): LayerTrace {
  const layer = fieldsOf(value);
  return {
    sent: textOf(layer['sent']),
    output: textOf(layer['output']) ?? '',
    hiddenTexts: listOf(layer['hiddenTexts']).map((one) => {
      const { text, weight } = fieldsOf(one);
      return { text: textOf(text) ?? '', weight: numberOf(weight) ?? 0 };
    }),
  };
}
