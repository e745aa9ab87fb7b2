import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { configurationJsonSchema } from '../src/configuration/configuration-json-schema.ts';
import { candidatesJsonSchema } from '../src/directory/candidates-json-schema.ts';

const schemas = {
  'configuration.schema.json': configurationJsonSchema(),
  'candidates.schema.json': candidatesJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  const path = new URL(`../${name}`, import.meta.url);
  const style = await resolveConfig(path);
  await writeFile(path, await format(JSON.stringify(schema), { ...style, parser: 'json' }));
}
