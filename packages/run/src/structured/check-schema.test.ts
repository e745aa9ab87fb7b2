import { expect, it } from 'vitest';
import { checkSchema } from './check-schema.ts';

it.each([
  [
    'of draft 2020-12',
    { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } },
  ],
  [
    'of draft 7',
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'array',
      items: [{ type: 'string' }],
    },
  ],
  [
    'of draft 2019-09',
    {
      $schema: 'https://json-schema.org/draft/2019-09/schema',
      $recursiveAnchor: true,
      type: 'object',
    },
  ],
  [
    'that refers to itself on the way down',
    { type: 'object', properties: { next: { $ref: '#' } } },
  ],
  ['that allows everything', {}],
])('a schema %s can be used', async (_, schema) => {
  await expect(checkSchema(schema)).resolves.toBeUndefined();
});

it.each([
  [{ type: 'strng' }, /type must be equal to one of the allowed values/],
  [{ type: 'object', required: 'a' }, /required must be array/],
  [{ $ref: '#/nope' }, /can't resolve reference #\/nope/],
  [{ $ref: 'https://example.com/schema.json' }, /can't resolve reference https:\/\/example\.com/],
  [{ type: 'string', pattern: '(' }, /Invalid regular expression|must match format "regex"/],
  [{ $ref: '#' }, /refers to itself without an end/],
  [{ $schema: 'http://json-schema.org/draft-04/schema#' }, /of draft 4/],
])('the schema %j is refused', async (schema, reason) => {
  await expect(checkSchema(schema)).rejects.toMatchObject({
    name: 'ConfigurationError',
    code: 'output-schema',
    userFacing: true,
    message: expect.stringMatching(reason) as unknown,
  });
});

it('a schema with two hundred properties is checked in time', async () => {
  const properties = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [`field${at}`, { type: 'string', maxLength: at + 1 }]),
  );
  await expect(checkSchema({ type: 'object', properties })).resolves.toBeUndefined();
});
