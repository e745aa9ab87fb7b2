import { aliases, type AliasName } from './aliases.ts';
import { settingOf, type SettingName } from './settings.ts';

/** The option of a setting on the command line: `numPSamples` is `--num-p-samples`. */
export function optionName(name: SettingName | AliasName): string {
  const flag = Object.hasOwn(aliases, name) ? undefined : settingOf(name as SettingName).flag;
  return `--${flag ?? toKebabCase(name)}`;
}

function toKebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1-')
    .toLowerCase();
}
