import { fieldsOf, listOf, numbersOf, textOf } from './fields.ts';
import { parseParameters, type LayerParameters } from './parameters.ts';

/** A layer as network.json has it. */
export interface NetworkLayer {
  readonly parameters: LayerParameters;
  readonly template: string | null;
  /** `[class][verbalizer]`; null for free text. */
  readonly classes: readonly (readonly string[])[] | null;
  /** How class scores are calibrated; null if they are not. */
  readonly calibration: {
    readonly name: string;
    /**
     * `[class]`: the share that the parameters alone give to each class; empty if it is not
     * recorded.
     */
    readonly prior: readonly number[];
  } | null;
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
      const { name, logPrior } = fieldsOf(layer['calibration']);
      const calibration = textOf(name);
      return {
        calibration:
          calibration === null ? null : { name: calibration, prior: sharesOf(numbersOf(logPrior)) },
        parameters: parseParameters(layer['parameters'] ?? layer['prompt']),
        template: textOf(fieldsOf(layer['template'])['text']),
        classes: Array.isArray(outputClasses)
          ? outputClasses.flatMap((texts) => (typeof texts === 'string' ? [texts.split('|')] : []))
          : null,
      };
    }),
  };
}

/** Log-priors as shares that add up to 1. */
function sharesOf(logPriors: readonly number[]): readonly number[] {
  const masses = logPriors.map((value) => Math.exp(value - Math.max(...logPriors)));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}
