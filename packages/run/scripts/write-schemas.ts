import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { configurationJsonSchema } from '../src/configuration/configuration-json-schema.ts';
import { settingsTable } from '../src/configuration/settings-table.ts';
import { candidatesJsonSchema } from '../src/directory/candidates-json-schema.ts';

const texts = {
  '../configuration.schema.json': JSON.stringify(configurationJsonSchema()),
  '../candidates.schema.json': JSON.stringify(candidatesJsonSchema()),
  '../../../docs/settings.md': settingsTable(),
};
for (const [name, text] of Object.entries(texts)) {
  const path = new URL(name, import.meta.url);
  const style = await resolveConfig(path);
  const parser = name.endsWith('.md') ? 'markdown' : 'json';
  await writeFile(path, await format(text, { ...style, parser }));
}
