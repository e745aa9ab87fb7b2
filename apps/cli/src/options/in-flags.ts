import { aliasNames, optionName, settingNames, type AliasName, type SettingName } from '@dln/run';

const names = new Set<string>([...settingNames, ...aliasNames]);

/**
 * A text of a package in which settings are flags: `layers: 2` in backticks is --layers 2. Other
 * text in backticks stays.
 */
export function inFlags(text: string): string {
  return text.replace(
    /`([A-Za-z0-9]+)(?:: ([^`]*))?`/g,
    (written, name: string, value?: string) => {
      if (!names.has(name)) return written;
      const flag = optionName(name as SettingName | AliasName);
      return value === undefined ? flag : `${flag} ${value}`;
    },
  );
}
