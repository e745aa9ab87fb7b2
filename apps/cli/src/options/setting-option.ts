import { Option } from 'commander';
import {
  aliases,
  type AliasName,
  inFlags,
  kindOf,
  optionName,
  type Setting,
  type SettingKind,
  type SettingName,
  settingOf,
} from '@dln/run';
import { parseFlagValue } from './parse-flag-value.ts';

/** The command line's option for a setting, with its help. */
export function settingOption(name: SettingName): Option {
  const setting = settingOf(name);
  const kind = kindOf(setting.standardType ?? setting.type);
  return createOption({
    flags: `${optionName(name)}${placeholder(kind, setting.placeholder)}`,
    kind,
    group: setting.group,
    description: `${inFlags(setting.description)}${repetition(kind)}${describeDefaults(setting)}`,
  });
}

/** The command line's option for another name of a setting. */
export function aliasOption(name: AliasName): Option {
  const { type, description, setting, placeholder: text } = aliases[name];
  const kind = kindOf(type);
  return createOption({
    flags: `${optionName(name)}${placeholder(kind, text)}`,
    kind,
    group: settingOf(setting).group,
    description: inFlags(description),
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
      return kind.auto ? ' [bool|auto]' : ' [bool]';
    case 'choice':
      return ` <${text ?? kind.choices.join('|')}>`;
    case 'integer':
      return ` <${text ?? 'n'}>`;
    case 'number':
    case 'numbers':
      return ` <${text ?? 'x'}>`;
    case 'text':
    case 'texts':
      return ` <${text ?? 'text'}>`;
  }
}

/** A list takes one item per flag. */
function repetition({ type }: SettingKind): string {
  return type === 'texts' || type === 'numbers' ? '; repeat the flag for each' : '';
}

function describeDefaults({ defaults, unit }: Setting): string {
  const { standard, reference } = defaults;
  const inUnits = unit !== undefined && Number(standard) > 0 ? ` ${unit}` : '';
  const parts = [
    ...(standard === null ? [] : [`default: ${show(standard)}${inUnits}`]),
    ...(reference === standard || reference === null ? [] : [`reference: ${show(reference)}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
