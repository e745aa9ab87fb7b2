import type { PresetName } from './configuration.ts';

/** Defaults that the two presets share. */
export function sameInBoth<Value>(value: Value): { readonly [Preset in PresetName]: Value } {
  return { standard: value, reference: value };
}
