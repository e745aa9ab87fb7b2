import { Option } from 'commander';
import {
  aliases,
  type AliasName,
  optionName,
  type Setting,
  type SettingKind,
  type SettingName,
  settings,
} from '@dln/run';
import { parseFlagValue } from './parse-flag-value.ts';

/** The command line's option for a setting, with its help. */
export function settingOption(name: SettingName): Option {
  const setting: Setting<unknown> = settings[name];
  const { kind, group, description } = setting;
  return createOption({
    flags: `${optionName(name)}${placeholder(kind, setting.placeholder)}`,
    kind,
    group,
    description: `${description}${describeDefaults(setting)}`,
  });
}

/** The command line's option for another name of a setting. */
export function aliasOption(name: AliasName): Option {
  const { kind, description, setting, placeholder: text } = aliases[name];
  return createOption({
    flags: `${optionName(name)}${placeholder(kind, text)}`,
    kind,
    group: settings[setting].group,
    description,
  });
}

function createOption(options: {
  readonly flags: string;
  readonly kind: SettingKind;
  readonly group: string;
  readonly description: string;
}): Option {
  const { flags, kind, group, description } = options;
  return new Option(flags, description)
    .helpGroup(`${group}:`)
    .argParser<unknown>((text, earlier) => parseFlagValue({ kind, text, earlier }));
}

function placeholder(kind: SettingKind, text: string | undefined): string {
  switch (kind.type) {
    case 'boolean':
      return kind.auto === true ? ' [bool|auto]' : ' [bool]';
    case 'choice':
      return ` <${text ?? kind.choices.join('|')}>`;
    case 'integer':
      return ` <${text ?? 'n'}>`;
    case 'number':
      return ` <${text ?? 'x'}>`;
    case 'text':
    case 'texts':
      return ` <${text ?? 'text'}>`;
  }
}

function describeDefaults({ defaults }: Setting<unknown>): string {
  const { standard, reference } = defaults;
  const parts = [
    ...(standard === null ? [] : [`default: ${show(standard)}`]),
    ...(reference === standard || reference === null ? [] : [`reference: ${show(reference)}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
