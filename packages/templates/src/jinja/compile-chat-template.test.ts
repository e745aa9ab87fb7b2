import { expect, it } from 'vitest';
import { compileChatTemplate } from './compile-chat-template.ts';

const CHAT_ML =
  "{% for message in messages %}\n{{ '<' + message['role'] + '>' + message['content'] }}\n" +
  "{% endfor %}\n{% if add_generation_prompt %}{{ '<assistant>' }}{% endif %}";
const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'A {{ b }}' },
];

it('removes the line break after a tag, and renders messages as data', () => {
  const template = compileChatTemplate(CHAT_ML);
  expect(template.render({ messages, add_generation_prompt: true })).toBe(
    '<system>Be brief.\n<user>A {{ b }}\n<assistant>',
  );
});

it('prints nothing for an undefined name', () => {
  expect(compileChatTemplate('a{{ tools }}b{% if tools %}c{% endif %}').render({})).toBe('ab');
});

it('has no clock, so that a prompt is the same tomorrow', () => {
  const template = compileChatTemplate(
    "{% if strftime_now is defined %}{{ strftime_now('%Y') }}{% else %}fixed{% endif %}",
  );
  expect(template.render({})).toBe('fixed');
});

it('throws the words of raise_exception', () => {
  const template = compileChatTemplate("{{ raise_exception('No system message, please.') }}");
  expect(() => template.render({})).toThrow('No system message, please.');
});

it.each([
  ['{% for i in range(10**9) %}x{% endfor %}', 'a list of more than 20000 items'],
  ['{% for i in range(20000) %}{% for j in range(20000) %}{% endfor %}{% endfor %}', 'steps'],
  [`{% set x = 'aaaaaaaa' %}${'{% set x = x ~ x %}'.repeat(40)}{{ x }}`, 'a text of more than'],
  [`{% set x = [1] %}${'{% set x = x + x %}'.repeat(40)}{{ x }}`, 'a list of more than'],
])('ends a rendering that would not end in time: %s (issue 14.3)', (text, message) => {
  const template = compileChatTemplate(text);
  expect(() => template.render({})).toThrow(message);
});

it('refuses a text of more than 200,000 characters', () => {
  expect(() => compileChatTemplate('x'.repeat(200_001))).toThrow('more than 200000 characters');
});

it('throws for a text that is not Jinja', () => {
  expect(() => compileChatTemplate('{% for %}')).toThrow();
});
