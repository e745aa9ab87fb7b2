import { afterAll, describe, expect, it } from 'vitest';
import { createLocalModel } from '../create-local-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

const schema = {
  type: 'object',
  properties: {
    area: { enum: ['billing', 'bug'] },
    urgent: { type: 'boolean' },
    priority: { enum: [1, 2, 3, 4] },
  },
  required: ['area', 'urgent', 'priority'],
  additionalProperties: false,
};
const replySchema = { name: 'ticket', schema };
const requests = Array.from({ length: 9 }, (_, index) => ({
  prompt: `ticket ${index}`,
  seed: 7 + index,
}));

describe('a model in process', () => {
  it.each([0, 1])(
    'writes JSON of a schema at temperature %d, and nothing after it',
    async (temperature) => {
      const replies = await model.generate(requests, { temperature, maxTokens: 120, replySchema });
      for (const { text, finishReason } of replies) {
        const value = JSON.parse(text) as Record<string, unknown>;
        expect(Object.keys(value)).toEqual(['area', 'urgent', 'priority']);
        expect(['billing', 'bug']).toContain(value['area']);
        expect(typeof value['urgent']).toBe('boolean');
        expect([1, 2, 3, 4]).toContain(value['priority']);
        expect(text.trimEnd().endsWith('}')).toBe(true);
        expect(finishReason).toBe('stop');
      }
    },
  );

  it('writes the same JSON alone and among others', async () => {
    const options = { temperature: 1, maxTokens: 120, replySchema };
    const together = await model.generate(requests, options);
    const [alone] = await model.generate(requests.slice(4, 5), options);
    expect(alone?.text).toBe(together[4]?.text);
    expect(new Set(together.map(({ text }) => text)).size).toBeGreaterThan(3);
  });

  it('writes freely for a schema that no grammar expresses', async () => {
    const options = { maxTokens: 5 };
    const free = await model.generate(requests.slice(0, 1), options);
    const unlike = { name: 'x', schema: { allOf: [schema] } };
    const asked = await model.generate(requests.slice(0, 1), { ...options, replySchema: unlike });
    expect(asked[0]?.text).toBe(free[0]?.text);
  });

  it('streams the pieces of the text that it would give at once', async () => {
    const options = { temperature: 1, maxTokens: 40, stop: ['th'] };
    const [whole] = await model.generate(requests.slice(0, 1), options);
    const pieces: string[] = [];
    for await (const part of model.streamText(requests[0] ?? { prompt: '' }, options))
      if (part.type === 'text') pieces.push(part.text);
    expect(pieces.join('')).toBe(whole?.text);
    expect(pieces.length).toBeGreaterThan(3);
  });
});
