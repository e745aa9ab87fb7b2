import { expect, it } from 'vitest';
import { z } from 'zod';
import { kindOf } from './setting-kind.ts';

it.each([
  [z.boolean(), { type: 'boolean', auto: false }],
  [z.union([z.boolean(), z.literal('auto')]), { type: 'boolean', auto: true }],
  [z.int(), { type: 'integer', exclusive: false }],
  [z.int().min(1).nullable(), { type: 'integer', minimum: 1, exclusive: false }],
  [z.number().gt(0).max(2), { type: 'number', minimum: 0, maximum: 2, exclusive: true }],
  [z.string().nullable(), { type: 'text' }],
  [z.enum(['a', 'b']), { type: 'choice', choices: ['a', 'b'] }],
  [z.array(z.string()).nullable(), { type: 'texts' }],
  [z.array(z.number().gt(0)).nullable(), { type: 'numbers' }],
])('reads the kind of a type (%#)', (type, kind) => {
  expect(kindOf(type)).toEqual(kind);
});

it('refuses a type of which no flag can be made', () => {
  expect(() => kindOf(z.object({ a: z.string() }))).toThrow('no flag can be made');
});
