import type { Configuration } from '../settings/configuration.ts';
import type { PresetName } from '../settings/preset-name.ts';
import { settingNames, settingOf } from '../settings/settings.ts';

/** The defaults of a preset. */
export function presetDefaults(preset: PresetName): Configuration {
  return Object.fromEntries(
    settingNames.map((name) => [name, settingOf(name).defaults[preset]]),
    // Configuration derives from the same table.
  ) as unknown as Configuration;
}
