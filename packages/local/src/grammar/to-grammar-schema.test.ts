import { describe, expect, it } from 'vitest';
import { describeSchemaLimits } from './schema-limits.ts';
import { toGrammarSchema } from './to-grammar-schema.ts';

describe('the part of a JSON Schema that a grammar expresses', () => {
  it('has all properties of an object, and no others', () => {
    const schema = {
      type: 'object',
      properties: { stars: { type: 'integer', minimum: 1 }, note: { type: ['string', 'null'] } },
      required: ['stars'],
    };
    expect(toGrammarSchema(schema)).toEqual({
      type: 'object',
      properties: {
        stars: { type: 'integer' },
        note: { oneOf: [{ type: 'string' }, { type: 'null' }] },
      },
      additionalProperties: false,
    });
  });

  it('lets objects without named properties have any', () => {
    expect(toGrammarSchema({ type: 'object' })).toMatchObject({ additionalProperties: true });
    expect(toGrammarSchema({ type: 'object', additionalProperties: false })).toMatchObject({
      additionalProperties: false,
    });
    const numbers = { type: 'object', additionalProperties: { type: 'number' } };
    expect(toGrammarSchema(numbers)).toMatchObject({ additionalProperties: { type: 'number' } });
  });

  it('reads alternatives, constants, lists and definitions', () => {
    const schema = {
      anyOf: [{ const: 1 }, { enum: ['a', null] }, { $ref: '#/definitions/list' }],
      definitions: { list: { type: 'array', items: { type: 'string' }, maxItems: 3 } },
    };
    expect(toGrammarSchema(schema)).toEqual({
      oneOf: [{ oneOf: [{ const: 1 }] }, { enum: ['a', null] }, { $ref: '#/$defs/list' }],
      $defs: { list: { type: 'array', items: { type: 'string' }, maxItems: 3 } },
    });
  });

  it.each([
    [{ allOf: [] }, 'the schema has `allOf`'],
    [{ type: 'object', properties: { a: { not: {} } } }, 'the schema/a has `not`'],
    [{ type: 'object', properties: { a: {} } }, 'the schema/a has no type'],
    [{ type: 'array', items: true }, 'the schema/items is true'],
    [{ const: { a: 1 } }, 'an object or a list as a constant'],
  ])('names what no grammar expresses: %j', (schema, problem) => {
    expect(describeSchemaLimits(schema)).toContain(problem);
  });

  it('has no limits for most schemas', () => {
    expect(describeSchemaLimits({ type: 'string', pattern: '^a' })).toBeUndefined();
  });
});
