import { describe, expect, it } from 'vitest';
import { createTemplate } from '../create-template.ts';
import { joinFields } from './named-fields.ts';
import { withNamedFields } from './with-named-fields.ts';

const named = (text: string) =>
  withNamedFields(createTemplate({ name: 'own', version: 'v1', source: 'own.yaml', text }), [
    'title',
    'body',
  ]);
const input = joinFields([
  ['title', 'Broken'],
  ['body', 'It stops.\nOften.'],
]);

describe('a template of an input with named fields', () => {
  it('reads them by name, also those that are called like methods of texts', () => {
    expect(named('{{ input.title | upper }}: {{ input["body"] }}').render({ input })).toBe(
      'BROKEN: It stops.\nOften.',
    );
  });

  it('reads the whole input', () => {
    expect(named('{{ input }}|{{ input.title }}').render({ input })).toBe(`${input}|Broken`);
    expect(named('{{ input }}').render({ input })).toBe(input);
  });

  it('shows a text without fields in each of them', () => {
    expect(named('{{ input.title }}|{{ input.body }}').render({ input: 'N/A' })).toBe('N/A|N/A');
  });

  it('names a field that does not exist', () => {
    expect(() => named('{{ input.text }}').render({ input })).toThrow(
      'needs "input.text" (own.yaml, line 1)',
    );
  });

  it('refuses solved examples before the input', () => {
    const shots = ['a solved example', input].join('\n\n\n');
    expect(() => named('{{ input.title }}').render({ input: shots })).toThrow(
      'solved examples cannot stand before the input',
    );
    expect(named('{{ input }}').render({ input: shots })).toBe(shots);
  });
});

it('a template that prints a method is refused', () => {
  const template = createTemplate({
    name: 'own',
    version: 'v1',
    source: 'x',
    text: '{{ input.title }}',
  });
  expect(() => template.render({ input: 'a text' })).toThrow('needs "input.title"');
});
