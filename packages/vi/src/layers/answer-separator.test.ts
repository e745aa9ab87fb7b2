import { listTemplates, loadTemplate } from '@dln/templates';
import { expect, it } from 'vitest';
import { answerSeparator } from './answer-separator.ts';

it('puts an answer on the line that the template ends with', () => {
  expect(answerSeparator({ text: 'Input: {{ input }}\nOutput: {{ answer }}' })).toBe(' ');
  expect(answerSeparator({ text: 'Input: {{ input }}\nOutput:\n{{ answer }}' })).toBe('\n');
  expect(answerSeparator({ text: '{{ prompt }} {{ input }}' })).toBe('\n');
});

it('leaves the line break to every template of the paper', () => {
  const onOneLine = listTemplates()
    .filter(({ name, version }) => answerSeparator(loadTemplate(`${name}:${version}`)) === ' ')
    .map(({ name }) => name);
  expect(onOneLine).toEqual(['input_output_line']);
});
