import { describe, expect, it } from 'vitest';
import { createInputReader } from './input-form.ts';
import { joinFields, splitFields } from './named-fields.ts';

describe('named fields', () => {
  it.each([
    ['one line each', { title: 'Broken', body: 'It stops.' }],
    ['lines that look like fields', { title: 'a', body: 'x\ntitle: b\n  indented\n\n' }],
    ['empty texts', { title: '', body: '' }],
    ['carriage returns', { title: 'a\r\nb', body: '\r' }],
  ])('of %s come back unchanged', (_, fields) => {
    expect(splitFields(joinFields(Object.entries(fields)), ['title', 'body'])).toEqual(fields);
  });

  it.each(['', 'title: a', 'body: a\ntitle: b', 'title: a\nbody: b\nmore: c'])(
    'are not found in %j',
    (text) => {
      expect(splitFields(text, ['title', 'body'])).toBeUndefined();
    },
  );
});

describe('an input of named fields', () => {
  const read = createInputReader({ columns: ['title', 'stars'], template: null });

  it('has a line for each column, and no other', () => {
    expect(read({ stars: 5, title: 'Good\nbook', other: 'x' })).toBe(
      'title: Good\n  book\nstars: 5',
    );
  });

  it.each([
    [{ title: 'a' }, 'the column "stars" of the input is missing (columns: title)'],
    [{ title: 'a', stars: null }, 'the column "stars" of the input is missing'],
    [{ title: 'a', stars: ['b'] }, '"stars" of the input must be a text, a number, true or false'],
  ])('is not made of %j', (row, message) => {
    expect(() => read(row)).toThrow(message);
  });
});

it('an input with a template is rendered', () => {
  const read = createInputReader({ columns: ['a'], template: '<{{ a }}>' });
  expect(read({ a: 'x' })).toBe('<x>');
});
