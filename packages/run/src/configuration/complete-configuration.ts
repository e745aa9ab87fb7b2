import { settingNames, settingOf } from '../settings/settings.ts';
import { presetDefaults } from './preset-defaults.ts';

/** Adds the settings that later versions have introduced to a recorded configuration. */
export function completeConfiguration(recorded: unknown): unknown {
  if (typeof recorded !== 'object' || recorded === null || !('preset' in recorded)) return recorded;
  const preset = recorded.preset === 'reference' ? 'reference' : 'standard';
  return { ...presetDefaults(preset), ...before, ...recorded };
}

/** What runs did before a setting existed, if that is not its default. */
const before: Readonly<Record<string, unknown>> = Object.fromEntries(
  settingNames.flatMap((name) => {
    const { before: value } = settingOf(name);
    return value === undefined ? [] : [[name, value]];
  }),
);
