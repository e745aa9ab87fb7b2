import { budgetSettings, modelSettings, type SettingName, settingNames, settingOf } from '@dln/run';

/** The settings that decide which models are asked, and how. */
export const modelSettingNames: readonly SettingName[] = Object.keys(
  modelSettings,
) as SettingName[];

/** The settings that cap what a command costs. */
export const capNames: readonly SettingName[] = Object.keys(budgetSettings) as SettingName[];

/** The settings of a network that is put together on the command line. */
export const promptSettingNames: readonly SettingName[] = settingNames.filter(
  (name) => settingOf(name).group === 'Network' && name !== 'trainP1' && name !== 'trainP2',
);
