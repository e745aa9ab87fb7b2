import { budgetSettings } from './budget-settings.ts';
import { dataSettings } from './data-settings.ts';
import { hiddenSettings } from './hidden-settings.ts';
import { modelSettings } from './model-settings.ts';
import { networkSettings } from './network-settings.ts';
import { objectiveSettings } from './objective-settings.ts';
import { outputSettings } from './output-settings.ts';
import { proposalSettings } from './proposal-settings.ts';
import { runSettings } from './run-settings.ts';
import type { Setting } from './setting.ts';
import { trainingSettings } from './training-settings.ts';

/** Every setting of a training run, in the order of help and docs. */
export const settings = {
  ...runSettings,
  ...dataSettings,
  ...networkSettings,
  ...trainingSettings,
  ...proposalSettings,
  ...hiddenSettings,
  ...objectiveSettings,
  ...modelSettings,
  ...budgetSettings,
  ...outputSettings,
};

/** The name of a setting, as the configuration file writes it. */
export type SettingName = keyof typeof settings;

/** The names of all settings, in the order of help and docs. */
export const settingNames: readonly SettingName[] = Object.keys(settings) as SettingName[];

/** A setting without its particular type. */
export function settingOf(name: SettingName): Setting {
  return settings[name];
}
