import { z } from 'zod';
import { givenSettingsSchema } from './configuration-schema.ts';

/**
 * The JSON Schema of a configuration file, for editors. It is published as
 * `configuration.schema.json`.
 */
export function configurationJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(givenSettingsSchema, { io: 'input' });
  return {
    $schema,
    title: 'Configuration of a deep language network',
    description: 'A configuration file of `dln train`. Every setting is optional.',
    ...rest,
  };
}
