import { budgetSettings, modelSettings, type SettingName } from '@dln/run';

/** The settings that decide which models are asked, and how. */
export const modelSettingNames: readonly SettingName[] = Object.keys(
  modelSettings,
) as SettingName[];

/** The settings that cap what a command costs. */
export const capNames: readonly SettingName[] = Object.keys(budgetSettings) as SettingName[];

/** The settings of a network that is put together on the command line. */
export const promptSettingNames: readonly SettingName[] = [
  'layers',
  'prompts',
  'templates',
  'pHidden',
  'pClass',
  'pResidual',
  'initP1',
  'initP2',
  'p1MaxTokens',
  'p2MaxTokens',
  'forwardUseClasses',
  'stripOptionsForHidden',
  'templatesDir',
];
