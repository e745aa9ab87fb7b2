import { describe, expect, it } from 'vitest';
import { createValueCheck, draftOf } from './check-value.ts';
import { readJson } from './read-json.ts';

describe('the check of a value', () => {
  const check = createValueCheck({
    type: 'object',
    properties: {
      name: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['name'],
    additionalProperties: false,
  });

  it('accepts what matches the schema', () => {
    expect(check({ name: 'a' })).toBeUndefined();
    expect(check({ name: 'a', tags: ['b'] })).toBeUndefined();
  });

  it('names the place of the value that does not match, not of the objects around it', () => {
    expect(check({ name: 3 })).toMatch(/^\/name: .*type/);
    expect(check({ name: 'a', tags: ['b', 4] })).toMatch(/^\/tags\/1: .*type/);
  });

  it('names a property that is missing, or that is not allowed', () => {
    expect(check({})).toContain('"name"');
    expect(check({ name: 'a', age: 3 })).toBe('Property "age" is not allowed.');
  });

  it('has a problem with the whole value if that is of another type', () => {
    expect(check('text')).not.toMatch(/^\//);
    expect(check('text')).toContain('string');
  });
});

describe('the draft of a schema', () => {
  it.each([
    ['http://json-schema.org/draft-04/schema#', '4'],
    ['http://json-schema.org/draft-06/schema#', '7'],
    ['http://json-schema.org/draft-07/schema#', '7'],
    ['https://json-schema.org/draft/2019-09/schema', '2019-09'],
    ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
    [undefined, '2020-12'],
  ])('%s is %s', ($schema, draft) => {
    expect(draftOf($schema === undefined ? {} : { $schema })).toBe(draft);
  });
});

describe('the JSON of an answer', () => {
  it.each([
    ['{"a": 1}', { a: 1 }],
    [' [1, 2] \n', [1, 2]],
    ['```json\n{"a": 1}\n```', { a: 1 }],
    ['```\n"text"\n```', 'text'],
    ['```JSON  \n1\n  ```', 1],
    ['null', null],
  ])('of %j is read, fenced or not', (text, value) => {
    expect(readJson(text)).toEqual({ value });
  });

  it.each(['', ' \n ', '```json\n \n```'])('is missing in %j', (text) => {
    expect(readJson(text)).toEqual({ problem: 'The answer is empty.' });
  });

  it('has a problem if the answer is no JSON, or has text around it', () => {
    expect(readJson('{"a": ').problem).toMatch(/^The answer is not JSON: .*\.$/);
    expect(readJson('Here: {"a": 1}').problem).toMatch(/^The answer is not JSON: /);
    expect(readJson('```json {"a": 1} ```').problem).toMatch(/^The answer is not JSON: /);
  });
});
