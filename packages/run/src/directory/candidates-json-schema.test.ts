import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { candidatesJsonSchema } from './candidates-json-schema.ts';

it('the schema of candidates is what the published file says (`pnpm --filter @dln/run schema` writes it)', async () => {
  const text = await readFile(new URL('../../candidates.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(candidatesJsonSchema())));
});
