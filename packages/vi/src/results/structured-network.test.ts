import { createFakeModel } from '@dln/llm/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { createValueCheck as checkSchema } from '../structured/check-value.ts';
import { loadNetwork } from './load-network.ts';
import type { NetworkFile } from './network-file.ts';
import { parseNetworkFile } from './parse-network-file.ts';

const schema = {
  type: 'object',
  properties: { stars: { type: 'integer' } },
  required: ['stars'],
  additionalProperties: false,
};
const file: NetworkFile = {
  format: 'dln-network',
  formatVersion: 2,
  layers: [
    {
      parameters: instructionOnly('Rate:'),
      template: { name: 't', version: '1', text: '{{ prompt }} {{ input }}', stopTokens: null },
      residualTemplate: null,
      outputClasses: null,
      writesClasses: false,
      maxTokens: 64,
      outputSchema: { name: 'rating', schema },
    },
  ],
  stripOptions: false,
  preset: 'standard',
  task: { dataset: 'ratings', instruction: '', loss: 'json_fields_loss' },
  trainedWith: { forward: 'fake', backward: 'fake', score: 'fake' },
  scores: { devAccuracy: null, testAccuracy: null },
};

const asked: unknown[] = [];
const model = createFakeModel({
  generate: ({ prompt }, options) => {
    asked.push(options.replySchema);
    return { text: prompt.endsWith('good') ? '{"stars": 5}' : 'two stars' };
  },
});

describe('a network with an output schema', () => {
  it('gives values, and asks the model for its schema', async () => {
    const { value, output } = await loadNetwork(file, { model, checkSchema }).predict('good');
    expect([value, output]).toEqual([{ stars: 5 }, '{"stars": 5}']);
    expect(asked).toEqual([{ name: 'rating', schema }]);
  });

  it('throws for an invalid answer, or gives it with its failure', async () => {
    const network = loadNetwork(file, { model, checkSchema });
    await expect(network.predict('bad')).rejects.toThrow(/^The answer is not JSON: /);
    const [good, bad] = await network.predict(['good', 'bad'], { onFailure: 'return' });
    expect(good?.value).toEqual({ stars: 5 });
    expect(bad).toMatchObject({
      output: 'two stars',
      failure: { kind: 'invalid-output' },
      failedLayer: 0,
    });
    expect(bad?.value).toBeUndefined();
  });

  it('takes the type of a Standard Schema, which checks the values', async () => {
    const output = z.object({ stars: z.int().max(4) }).transform(({ stars }) => stars);
    const network = loadNetwork(file, { model, output });
    const promise = network.predict('good');
    expectTypeOf(promise).resolves.toHaveProperty('value').toEqualTypeOf<number | undefined>();
    await expect(promise).rejects.toThrow('/stars: Too big');
    const plain = { ...file, layers: file.layers.map(({ outputSchema: _, ...layer }) => layer) };
    expect(() => loadNetwork(plain, { model, output })).toThrow('without an output schema');
  });

  it('is refused if nothing checks its answers', () => {
    expect(() => loadNetwork(file, { model })).toThrow(
      'pass that schema as "output", or createValueCheck of @dln/vi as "checkSchema"',
    );
  });

  it('is checked by its JSON Schema and by the Standard Schema if it has both', async () => {
    const output = z.object({ stars: z.unknown() });
    const loose = createFakeModel({ generate: () => ({ text: '{"stars": "many"}' }) });
    const only = loadNetwork(file, { model: loose, output });
    expect((await only.predict('x')).value).toEqual({ stars: 'many' });
    const both = loadNetwork(file, { model: loose, output, checkSchema });
    await expect(both.predict('x')).rejects.toThrow('/stars: Instance type "string" is invalid');
  });

  it('keeps its schema as JSON', () => {
    const again = parseNetworkFile(JSON.parse(JSON.stringify(file)));
    expect(again.layers[0]?.outputSchema).toEqual({ name: 'rating', schema });
  });
});
