import { fieldsOf, listOf, textOf } from './fields.ts';
import { parseParameters, type LayerParameters } from './parameters.ts';

/** A layer as network.json has it. */
export interface NetworkLayer {
  readonly parameters: LayerParameters;
  readonly template: string | null;
  /** `[class][verbalizer]`; null for free text. */
  readonly classes: readonly (readonly string[])[] | null;
}

/** The best network of a run. */
export interface RecordedNetwork {
  readonly layers: readonly NetworkLayer[];
  readonly models: readonly string[];
}

/** Reads the content of network.json. */
export function parseNetwork(value: unknown): RecordedNetwork {
  const file = fieldsOf(value);
  const models = Object.values(fieldsOf(file['trainedWith'])).flatMap((name) => textOf(name) ?? []);
  return {
    models: [...new Set(models)],
    layers: listOf(file['layers']).map((one) => {
      const layer = fieldsOf(one);
      const { outputClasses } = layer;
      return {
        parameters: parseParameters(layer['parameters'] ?? layer['prompt']),
        template: textOf(fieldsOf(layer['template'])['text']),
        classes: Array.isArray(outputClasses)
          ? outputClasses.flatMap((texts) => (typeof texts === 'string' ? [texts.split('|')] : []))
          : null,
      };
    }),
  };
}
