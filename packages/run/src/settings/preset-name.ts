/** The names of the presets. */
export type PresetName = 'standard' | 'reference';
