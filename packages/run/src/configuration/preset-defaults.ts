import { settingNames, settings } from '../settings/settings.ts';
import type { Configuration, PresetName } from '../settings/configuration.ts';

/** What a preset says of every setting. */
export function presetDefaults(preset: PresetName): Configuration {
  // One entry for each key of Configuration, by the type of `settings`.
  return Object.fromEntries(
    settingNames.map((name) => [name, settings[name].defaults[preset]]),
  ) as unknown as Configuration;
}
