import { z } from 'zod';
import { aliases, aliasNames } from '../settings/aliases.ts';
import type { Configuration } from '../settings/configuration.ts';
import { settingNames, settingOf, type SettingName } from '../settings/settings.ts';

/** The schema of a resolved configuration: every setting, and nothing else. */
export const configurationSchema: z.ZodType<Configuration> = z.strictObject(
  Object.fromEntries(settingNames.map((name) => [name, settingSchema(name)])),
  // Configuration derives from the same table.
) as unknown as z.ZodType<Configuration>;

/** The schema of a configuration file: settings and aliases, all optional. */
export const givenSettingsSchema: z.ZodType<Readonly<Record<string, unknown>>> = z.strictObject({
  $schema: z.string().optional().describe('path or URL of this schema, for editors'),
  ...Object.fromEntries(settingNames.map((name) => [name, settingSchema(name).optional()])),
  ...Object.fromEntries(
    aliasNames.map((name) => [
      name,
      aliases[name].type.describe(aliases[name].description).optional(),
    ]),
  ),
});

function settingSchema(name: SettingName): z.ZodType {
  const { type, description, defaults } = settingOf(name);
  const { standard, reference } = defaults;
  const hasDefault = standard === reference && standard !== null;
  return type.meta({ description, ...(hasDefault ? { default: standard } : {}) });
}
