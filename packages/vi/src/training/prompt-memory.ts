import { keyOfNetwork, type LayerParameters } from '../layers/layer-parameters.ts';

/** Parameters that were validated, and how well they did. */
export interface MemoryEntry {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  /** Share of right answers on the dev split. */
  readonly accuracy: number;
}

/** What a memory holds after a validation. */
export type MemoryPolicy = (
  memory: readonly MemoryEntry[],
  validated: MemoryEntry & { readonly isRecord: boolean },
  capacity: number,
) => readonly MemoryEntry[];

/**
 * The best parameters that were ever validated, best first, each once; among equals the earlier
 * one.
 */
export const bestValidated: MemoryPolicy = (memory, { parameters, accuracy }, capacity) => {
  const key = keyOfNetwork(parameters);
  const isKnown = memory.some((entry) => keyOfNetwork(entry.parameters) === key);
  const all = isKnown ? memory : [...memory, { parameters, accuracy }];
  return all.toSorted((a, b) => b.accuracy - a.accuracy).slice(0, capacity);
};

/**
 * The reference (dln/vi/model.py:158-171; vi_main.py:576-581): only a new record enters; best first
 * while there is room, worst first once something had to go.
 */
export const recordSetters: MemoryPolicy = (
  memory,
  { parameters, accuracy, isRecord },
  capacity,
) => {
  if (!isRecord || capacity === 0) return memory;
  const sorted = [...memory, { parameters, accuracy }].toSorted((a, b) => b.accuracy - a.accuracy);
  return sorted.length > capacity ? sorted.slice(0, capacity).reverse() : sorted;
};
