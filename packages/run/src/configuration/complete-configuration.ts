import { presetDefaults } from './preset-defaults.ts';

/** What runs did before a setting existed, if that is not what its preset says now. */
const before: Readonly<Record<string, unknown>> = {
  baseline: false,
  bound: false,
  stopWhenPerfect: false,
};

/** A configuration as it was recorded, with the settings that later versions have added. */
export function completeConfiguration(recorded: unknown): unknown {
  if (typeof recorded !== 'object' || recorded === null || !('preset' in recorded)) return recorded;
  const preset = recorded.preset === 'reference' ? 'reference' : 'standard';
  return { ...presetDefaults(preset), ...before, ...recorded };
}
