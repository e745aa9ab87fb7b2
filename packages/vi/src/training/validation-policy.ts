import { keyOfNetwork, keyPartsOf, type LayerParameters } from '../layers/layer-parameters.ts';

/** When parameters are validated, and what a first result must beat. */
export interface ValidationPolicy {
  /** Whether the parameters are validated at this iteration. */
  readonly isDue: (when: {
    readonly iteration: number;
    readonly iterations: number;
    readonly frequency: number;
    readonly doesFirst: boolean;
  }) => boolean;
  /** The accuracy that the first validated parameters must exceed to be the best. */
  readonly accuracyToBeat: number;
  /** Parameters with the same key are validated once. */
  readonly keyOf: (parameters: readonly LayerParameters[], iteration: number) => string;
}

/** The first prompts, every `frequency` iterations, and the last prompts. */
export const everyIteration: ValidationPolicy = {
  isDue: ({ iteration, iterations, frequency }) =>
    iteration === 0 || iteration === iterations || iteration % frequency === 0,
  accuracyToBeat: -Infinity,
  keyOf: keyOfNetwork,
};

/**
 * The reference (vi_main.py:567): the first prompts only if asked, the last ones only if their turn
 * comes; accuracy 0 is no result. After its first step, a single layer's prompt is validated again
 * even if it is unchanged (docs/presets.md, V4).
 */
export const sparse: ValidationPolicy = {
  isDue: ({ iteration, frequency, doesFirst }) =>
    iteration === 0 ? doesFirst : iteration % frequency === 0,
  accuracyToBeat: 0,
  keyOf: (parameters, iteration) =>
    parameters.length === 1
      ? JSON.stringify([iteration === 0 ? '' : 'None', ...keyPartsOf(parameters)])
      : keyOfNetwork(parameters),
};
