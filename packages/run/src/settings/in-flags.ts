import { aliasNames, type AliasName } from './aliases.ts';
import { optionName } from './option-name.ts';
import { settingNames, type SettingName } from './settings.ts';

const names = new Set<string>([...settingNames, ...aliasNames]);

/** A setting that a text names in backticks. */
export interface WrittenSetting {
  readonly name: string;
  /** Its option on the command line of `train`. */
  readonly option: string;
  /** Missing if the text names the setting alone. */
  readonly value: string | undefined;
}

/**
 * A text of a package in which settings are flags: `layers: 2` in backticks is --layers 2. Other
 * text in backticks stays.
 *
 * @param write how a command line writes a setting; undefined keeps the backticks. @default as
 * `train` does
 */
export function inFlags(
  text: string,
  write: (setting: WrittenSetting) => string | undefined = asOption,
): string {
  return text.replace(
    /`([A-Za-z0-9]+)(?:: ([^`]*))?`/g,
    (written, name: string, value?: string) => {
      if (!names.has(name)) return written;
      return write({ name, option: optionName(name as SettingName | AliasName), value }) ?? written;
    },
  );
}

function asOption({ option, value }: WrittenSetting): string {
  return value === undefined ? option : `${option} ${value}`;
}
