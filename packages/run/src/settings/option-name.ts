import type { AliasName } from './aliases.ts';
import type { SettingName } from './settings.ts';

/** The option of a setting on the command line: `numPSamples` is `--num-p-samples`. */
export function optionName(setting: SettingName | AliasName): string {
  // A setting that is a list takes one item an option.
  if (setting === 'prompts') return '--prompt';
  if (setting === 'templates') return '--template';
  const words = setting
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1-');
  return `--${words.toLowerCase()}`;
}
