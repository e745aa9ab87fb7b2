import type { Command } from 'commander';
import { aliases, aliasNames, type SettingName, settingNames } from '@dln/run';
import { aliasOption, settingOption } from './setting-option.ts';

/** Gives a command the options of these settings (default: all) and of their aliases. */
export function addSettings(
  command: Command,
  names: readonly SettingName[] = settingNames,
): Command {
  for (const name of names) {
    command.addOption(settingOption(name));
    for (const alias of aliasNames)
      if (aliases[alias].setting === name) command.addOption(aliasOption(alias));
  }
  return command;
}
