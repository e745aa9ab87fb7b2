import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { configurationJsonSchema } from './configuration-json-schema.ts';

const published = new URL('../../configuration.schema.json', import.meta.url);

describe('configurationJsonSchema', () => {
  it('is what the published file says (`pnpm --filter @dln/run schema` writes it)', async () => {
    const text = await readFile(published, 'utf8');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(configurationJsonSchema())));
  });

  it('describes each setting, with its limits and the default that both presets share', () => {
    const { properties } = configurationJsonSchema() as {
      properties: Readonly<Record<string, unknown>>;
    };
    expect(properties['batchSize']).toEqual({
      type: 'integer',
      minimum: 1,
      maximum: 9007199254740991,
      default: 20,
      description: 'training examples in a step',
    });
    expect(properties['numPSamples']).not.toHaveProperty('default');
  });
});
