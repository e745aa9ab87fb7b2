import { besideFile } from './beside-file.ts';
import { aliases, aliasNames, type AliasName } from '../settings/aliases.ts';
import type { SettingName } from '../settings/settings.ts';
import { givenSettingsSchema } from './configuration-schema.ts';
import { describeProblems } from './describe-problems.ts';
import type { GivenSettings } from '../settings/given-settings.ts';
import type { ConfigurationFile } from './load-configuration-file.ts';

/** What one source says. */
export interface ReadSettings {
  readonly values: { readonly [Name in SettingName]?: unknown };
  /** What stands in the place of the preset's defaults. */
  readonly defaults: { readonly [Name in SettingName]?: unknown };
  readonly problems: readonly string[];
}

/** Checks what flags say. */
export function readFlagSettings(flags: GivenSettings): ReadSettings {
  return readSettings(flags, (name) => `\`${name}\``);
}

/** Checks what a configuration file says. */
export function readFileSettings({ path, values }: ConfigurationFile): ReadSettings {
  const { values: read, ...rest } = readSettings(values, (name) => `${name} in ${path}`);
  return { ...rest, values: besideFile(read, path) };
}

/** Checks what one source says, and puts each alias in the place of what it stands for. */
function readSettings(
  said: Readonly<Record<string, unknown>>,
  label: (name: string) => string,
): ReadSettings {
  const result = givenSettingsSchema.safeParse(said);
  if (!result.success)
    return {
      values: {},
      defaults: {},
      problems: describeProblems({ issues: result.error.issues, values: said, label }),
    };
  const { $schema: _schema, ...values } = result.data;
  return aliasNames.reduce<ReadSettings>((read, name) => replaceAlias(read, name, label), {
    values,
    defaults: {},
    problems: [],
  });
}

function replaceAlias(
  { values, defaults, problems }: ReadSettings,
  name: AliasName,
  label: (name: string) => string,
): ReadSettings {
  const { [name]: value, ...rest }: Readonly<Record<string, unknown>> = values;
  if (value === undefined) return { values, defaults, problems };
  const { setting, translate } = aliases[name];
  const said = rest[setting];
  const translated = translate(value, said);
  const own = { ...defaults, ...(value === true ? aliases[name].defaults : {}) };
  if (translated === undefined) return { values: rest, defaults, problems };
  if (said === undefined || said === translated)
    return { values: { ...rest, [setting]: translated }, defaults: own, problems };
  const problem = `${label(name)} (${JSON.stringify(value)}) and ${label(setting)} (${JSON.stringify(said)}) contradict each other; give one of them`;
  return { values: rest, defaults, problems: [...problems, problem] };
}
