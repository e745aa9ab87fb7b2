import { writeFile } from 'node:fs/promises';
import { configurationJsonSchema } from '../src/configuration/configuration-json-schema.ts';
import { settingsTable } from '../src/configuration/settings-table.ts';
import { candidatesJsonSchema } from '../src/directory/candidates-json-schema.ts';
import { formatText } from '../src/format-text.fixture.ts';

const texts = {
  '../configuration.schema.json': JSON.stringify(configurationJsonSchema()),
  '../candidates.schema.json': JSON.stringify(candidatesJsonSchema()),
  '../../../docs/settings.md': settingsTable(),
};
for (const [name, text] of Object.entries(texts)) {
  const path = new URL(name, import.meta.url);
  await writeFile(path, await formatText(name, text));
}
