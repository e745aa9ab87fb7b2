import type { Loss, LossValue } from '@dln/losses';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { createOutputSchema } from './create-output-schema.ts';
import { requireValid } from './require-valid.ts';
import { withSchemaInstruction } from './schema-instruction.ts';

const schema = {
  type: 'object',
  properties: { stars: { type: 'integer', minimum: 1, maximum: 5 }, why: { type: 'string' } },
  required: ['stars'],
  additionalProperties: false,
};
const rating = createOutputSchema({ name: 'rating', schema });
const list = {
  $ref: '#/$defs/node',
  $defs: {
    node: {
      type: 'object',
      properties: { value: { type: 'number' }, next: { $ref: '#/$defs/node' } },
      required: ['value'],
    },
  },
};

describe('a text that matches', () => {
  it.each([
    ['{"stars": 4}'],
    ['  {"stars":4}\n'],
    ['```json\n{"stars": 4}\n```'],
    ['```\n{\n  "stars": 4\n}\n```'],
  ])('is read: %j', async (text) => {
    expect(await rating.read(text)).toEqual({ value: { stars: 4 } });
  });
});

describe('a text that does not match', () => {
  it.each([
    ['', 'The answer is empty.'],
    ['Sure! {"stars": 4}', /^The answer is not JSON: /],
    ['{"stars": 4} I hope this helps', /^The answer is not JSON: /],
    ['{"stars": 4', /^The answer is not JSON: /],
    [
      '{}',
      'The answer does not match the schema: Instance does not have required property "stars".',
    ],
    ['{"stars": 9}', 'The answer does not match the schema: /stars: 9 is greater than 5.'],
    ['{"stars": "4"}', /\/stars: Instance type "string" is invalid\. Expected "integer"\.$/],
    ['{"stars": 4, "x": 1}', 'The answer does not match the schema: Property "x" is not allowed.'],
    ['[{"stars": 4}]', /Instance type "array" is invalid/],
    ['null', /Instance type "null" is invalid/],
    ['NaN', /^The answer is not JSON: /],
    ['{"stars": 4, "__proto__": {"admin": true}}', /Property "__proto__" is not allowed/],
  ])('has a problem: %j', async (text, problem) => {
    const read = await rating.read(text);
    expect(read.value).toBeUndefined();
    if (typeof problem === 'string') expect(read.problem).toBe(problem);
    else expect(read.problem).toMatch(problem);
  });

  it('may be nested as deep as it likes', async () => {
    const { read } = createOutputSchema({ name: 'list', schema: list });
    expect(await read('{"value":1,"next":{"value":2}}')).toMatchObject({ value: { value: 1 } });
    expect((await read('{"value":1,"next":{"value":"2"}}')).problem).toContain('/next/value: ');
    const deep = `${'{"value":1,"next":'.repeat(20_000)}{"value":1}${'}'.repeat(20_000)}`;
    expect((await read(deep)).problem).toBe(
      'The answer does not match the schema: It is nested too deeply to be checked.',
    );
    expect((await read('['.repeat(500_000))).problem).toMatch(/^The answer is not JSON: /);
  });
});

describe('with a Standard Schema', () => {
  const standard = z
    .object({ stars: z.int(), why: z.string().default('none') })
    .refine(({ stars }) => stars !== 3, { error: 'take a side', path: ['stars'] });
  const checked = createOutputSchema({ name: 'rating', schema, standard });

  it('the value is what it makes of the JSON', async () => {
    const read = await checked.read('{"stars": 4}');
    expect(read).toEqual({ value: { stars: 4, why: 'none' } });
    expectTypeOf(read.value).toEqualTypeOf<{ stars: number; why: string } | undefined>();
  });

  it('what it refuses is invalid', async () => {
    expect(await checked.read('{"stars": 3}')).toEqual({
      problem: 'The answer does not match the schema: /stars: take a side',
    });
  });
});

describe('a loss of structured answers', () => {
  const seen: (readonly string[])[] = [];
  const inner: Loss = {
    name: 'lower_case_loss',
    postprocess: (text) => text.toLowerCase(),
    compute: (outputs, targets): readonly LossValue[] => {
      seen.push(outputs, targets);
      return outputs.map((output, at) => (output === targets[at] ? 0 : 0.5));
    },
  };

  it('is 1 with the problem for invalid ones, and asks the loss about the others only', async () => {
    const outputs = ['{"stars": 1, "why": "A"}', 'five', '{"stars": 2}'];
    const targets = ['{"stars": 1, "why": "a"}', '{"stars": 5}', '{"stars": 5}'];
    const loss = requireValid(inner, rating);
    expect(loss.name).toBe('lower_case_loss');
    expect(await loss.compute(outputs, targets)).toEqual([
      0,
      { loss: 1, feedback: expect.stringMatching(/^The answer is not JSON: /) as unknown },
      0.5,
    ]);
    expect(seen).toEqual([
      ['{"stars": 1, "why": "a"}', '{"stars": 2}'],
      ['{"stars": 1, "why": "a"}', '{"stars": 5}'],
    ]);
  });
});

it('the request for JSON stands after the instruction, without the name of the draft', () => {
  const own = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'integer' };
  const request = 'Answer with JSON that matches this JSON Schema, and with nothing else:';
  expect(withSchemaInstruction('Rate it.', own)).toBe(`Rate it.\n\n${request}\n{"type":"integer"}`);
  expect(withSchemaInstruction(' ', own)).toBe(`${request}\n{"type":"integer"}`);
});
