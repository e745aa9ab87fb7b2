import { aliasNames, aliases } from '../settings/aliases.ts';
import { describeAcceptance } from '../settings/describe-acceptance.ts';
import { optionName } from '../settings/option-name.ts';
import type { SettingGroup } from '../settings/setting.ts';
import { settingNames, settingOf, type SettingName } from '../settings/settings.ts';

/**
 * The page of the docs that lists every setting, in Markdown. It is published as
 * `docs/settings.md`.
 */
export function settingsTable(): string {
  const groups = [...new Set(settingNames.map((name) => settingOf(name).group))];
  return [introduction, ...groups.flatMap(describeGroup), ...describeAliases()].join('\n');
}

const introduction = `# Settings

<!-- Generated from packages/run/src/settings by \`pnpm --filter @dln/run schema\`. -->

Each setting is a key of the YAML file, a flag of \`dln train\`, and a key of \`settings\` in \`trainNetwork\`. Flags override the file; the file
overrides the defaults of the preset. A second default is that of \`preset: reference\`.
`;

function describeGroup(group: SettingGroup): readonly string[] {
  const names = settingNames.filter((name) => settingOf(name).group === group);
  return [
    `## ${group}\n`,
    '| key | flag | accepts | unit | default | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...names.map(describeRow),
    '',
  ];
}

function describeRow(name: SettingName): string {
  const { type, standardType, unit = '', description } = settingOf(name);
  const accepts = describeAcceptance(standardType ?? type);
  return row([
    `\`${name}\``,
    `\`${optionName(name)}\``,
    accepts,
    unit,
    describeDefault(name),
    description,
  ]);
}

function describeDefault(name: SettingName): string {
  const { standard, reference } = settingOf(name).defaults;
  return standard === reference ? show(standard) : `${show(standard)}; ${show(reference)}`;
}

function show(value: unknown): string {
  if (value === null) return '–';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function describeAliases(): readonly string[] {
  return [
    '## Other names\n',
    '| key | flag | accepts | |',
    '| --- | --- | --- | --- |',
    ...aliasNames.map((name) =>
      row([
        `\`${name}\``,
        `\`${optionName(name)}\``,
        describeAcceptance(aliases[name].type),
        aliases[name].description,
      ]),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
