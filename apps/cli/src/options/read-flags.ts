import type { Command } from 'commander';
import {
  type AliasName,
  aliasNames,
  type GivenSettings,
  optionName,
  type SettingName,
  settingNames,
} from '@dln/run';

/** The settings that were given as flags. */
export function readFlags(command: Command): GivenSettings {
  const values = command.opts<Readonly<Record<string, unknown>>>();
  const given: { [Name in SettingName | AliasName]?: unknown } = {};
  for (const name of [...settingNames, ...aliasNames]) {
    const flag = command.options.find((option) => option.long === optionName(name));
    const value = flag === undefined ? undefined : values[flag.attributeName()];
    if (value !== undefined) given[name] = value;
  }
  return given;
}
