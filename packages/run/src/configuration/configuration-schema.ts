import { z } from 'zod';
import { aliases, aliasNames } from '../settings/aliases.ts';
import type { Setting, SettingKind } from '../settings/setting.ts';
import { settingNames, settings } from '../settings/settings.ts';
import type { Configuration } from '../settings/configuration.ts';

/** The schema of a resolved configuration: every setting, and nothing else. */
export const configurationSchema: z.ZodType<Configuration> = z.strictObject(
  Object.fromEntries(settingNames.map((name) => [name, settingSchema(settings[name])])),
  // The shape is built from the table of settings, whose type is made from Configuration: the cast only says so.
) as unknown as z.ZodType<Configuration>;

/** What flags or a configuration file may say: any setting or alias, none of them required. */
export const givenSettingsSchema: z.ZodType<Readonly<Record<string, unknown>>> = z.strictObject({
  $schema: z.string().optional().describe('where an editor finds this schema'),
  ...Object.fromEntries(
    settingNames.map((name) => [name, settingSchema(settings[name]).optional()]),
  ),
  ...Object.fromEntries(
    aliasNames.map((name) => [
      name,
      kindSchema(aliases[name].kind).describe(aliases[name].description).optional(),
    ]),
  ),
});

function settingSchema({ kind, defaults, description }: Setting<unknown>): z.ZodType {
  const schema = kindSchema(kind);
  const { standard, reference } = defaults;
  // What has no default of its own is null until it is decided.
  const isNullable = standard === null || reference === null;
  return (isNullable ? schema.nullable() : schema).meta({
    description,
    ...(standard === reference && standard !== null ? { default: standard } : {}),
  });
}

function kindSchema(kind: SettingKind): z.ZodType {
  switch (kind.type) {
    case 'boolean':
      return kind.auto === true ? z.union([z.boolean(), z.literal('auto')]) : z.boolean();
    case 'text':
      return z.string();
    case 'texts':
      return z.array(z.string());
    case 'choice':
      return z.enum(kind.choices);
    case 'integer':
    case 'number': {
      let schema = kind.type === 'integer' ? z.int() : z.number();
      const minimum =
        kind.type === 'integer' ? (kind.referenceMinimum ?? kind.minimum) : kind.minimum;
      if (minimum !== undefined)
        schema = 'exclusive' in kind && kind.exclusive ? schema.gt(minimum) : schema.min(minimum);
      return kind.maximum === undefined ? schema : schema.max(kind.maximum);
    }
  }
}
