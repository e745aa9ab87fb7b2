import { expect, it } from 'vitest';
import { createTemplate } from '../create-template.ts';
import { TemplateError } from '../template-error.ts';

const create = (text: string) => createTemplate({ name: 't', version: 'v1.0', source: 't', text });
const SECONDS = 60_000;

/** Processor time, since other processes slow a test down. */
function processorTimeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

it.each([
  ['{% for i in range(10**9) %}x{% endfor %}', 'a list of more than 20000 items'],
  ['{% for i in range(20000) %}{% for j in range(20000) %}{% endfor %}{% endfor %}', 'steps'],
  ['{% for i in range(20000) %}{% for j in range(20000) %}x{% endfor %}{% endfor %}', 'steps'],
  [`{% set x = 'aaaaaaaa' %}${'{% set x = x ~ x %}'.repeat(40)}{{ x }}`, 'a text of more than'],
  [`{% set x = [1] %}${'{% set x = x + x %}'.repeat(40)}{{ x }}`, 'a list of more than'],
  ['{{ "a" | indent(10**9) }}', 'Invalid string length'],
  ['{{ range(0, 5, 0) }}', 'a list of more than'],
])(
  'ends a rendering that would not end in time: %s (issue 14.3)',
  { timeout: SECONDS },
  (text, message) => {
    const template = create(text);
    expect(() => template.render({})).toThrow(expect.objectContaining({ code: 'render-failed' }));
    expect(() => template.render({})).toThrow(message);
  },
);

it.each([
  ['blanks', ' '.repeat(50_000)],
  ['blanks before a letter', `${' '.repeat(50_000)}x`],
  ['blanks inside', `x${' '.repeat(50_000)}y`],
  ['lines', `x${'\n \t'.repeat(50_000)}y`],
])('renders a template with 50,000 %s at once (issue 14.11)', (_, text) => {
  const time = processorTimeOf(() => {
    expect(create(text).render({})).toBe(text.trim());
  });
  expect(time).toBeLessThan(1000);
});

it.each([
  ['opened expressions', '{{ '.repeat(50_000)],
  ['opened comments', '{# '.repeat(50_000)],
  ['opened blocks, 9,999', '{% if a %}'.repeat(9_999)],
  ['lines of opened tags', '{{\n'.repeat(50_000)],
  ['quotes', `{{ ${'"'.repeat(50_001)}`],
  ['quotes in tags', '{{ "'.repeat(50_000)],
  ['backslashes', `{{ "${'\\'.repeat(50_001)}`],
  ['brackets', `{{ ${'('.repeat(50_000)}`],
  ['dots', `{{ a${'.b'.repeat(50_000)} }}`],
  ['sums', `{{ 1${'+1'.repeat(50_000)} }}`],
  ['filters', `{{ a${'|e'.repeat(50_000)} }}`],
  ['characters and more', 'x'.repeat(200_001)],
])('refuses or renders 50,000 %s in time, with a typed error', { timeout: SECONDS }, (_, text) => {
  let caught: unknown;
  const time = processorTimeOf(() => {
    try {
      create(text).render({ a: { b: 1 } });
    } catch (error) {
      caught = error;
    }
  });
  if (caught !== undefined) expect(caught).toSatisfy((error) => error instanceof TemplateError);
  expect(time).toBeLessThan(3000);
});
