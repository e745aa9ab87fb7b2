import { describe, expect, it } from 'vitest';
import { createTemplate, type TemplateVariables } from './index.ts';

const define = (text: string, message?: string) =>
  createTemplate({
    name: 'greeting',
    version: 'v1.0',
    source: 'greeting.yaml',
    text,
    ...(message === undefined ? {} : { message }),
  });
const render = (text: string, variables: TemplateVariables = {}): string =>
  define(text).render(variables);

describe('rendering', () => {
  it('never evaluates variables', () => {
    const input = '{{ prompt }} {% if x %} {# c #} <b> & "q"';
    expect(render('> {{ input }} <', { input })).toBe(`> ${input} <`);
  });

  it('keeps the line breaks and blanks around tags, as jinja2 does by default', () => {
    expect(render('a\n  {% if true %}\nb\n  {% endif %}\nc')).toBe('a\n  \nb\n  \nc');
  });

  it('takes the blanks that a minus asks for', () => {
    expect(render('a\n\n{%- if true %}\nb\n{%- endif %}')).toBe('a\nb');
  });

  it('strips exactly the characters that Python calls blank', () => {
    expect(render('{{ text }}', { text: ' \t\n\u001c\u0085\u3000a b\u2028' })).toBe('a b');
    expect(render('{{ text }}', { text: '\ufeffa\u200b' })).toBe('\ufeffa\u200b');
  });

  it('prints None, True and False as Python does', () => {
    expect(render('{{ a }} {{ b }} {{ c }}', { a: null, b: true, c: false })).toBe(
      'None True False',
    );
  });

  it('prints lists and objects as Python does', () => {
    const value = ['a', 1, 1.5, true, null, "it's", '"\n\'', { b: [] }];
    expect(render('{{ value }}', { value })).toBe(
      `['a', 1, 1.5, True, None, "it's", '"\\n\\'', {'b': []}]`,
    );
    expect(render('{{ (1, "a") }} {{ 1.0 }}')).toBe("(1, 'a') 1.0");
  });

  it.each([
    ['1', 1, false],
    ['', 0, false],
    [true, 1, true],
    [0, 0.0, true],
    [null, 0, false],
    [null, null, true],
    [[1, ['a']], [1, ['a']], true],
    [[1], [1, 2], false],
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { b: 1 }, false],
    ['[1]', [1], false],
  ])('takes %j and %j for equal as Python does: %j', (a, b, areEqual) => {
    expect(render('{{ a == b }} {{ a != b }}', { a, b })).toBe(
      areEqual ? 'True False' : 'False True',
    );
  });

  it('reads line breaks of every system as one character', () => {
    expect(render('a\r\nb\rc{{ text }}', { text: '\r\nd' })).toBe('a\nb\nc\r\nd');
  });

  it('prints nothing for a condition without an alternative', () => {
    expect(render('[{{ "yes" if a }}]', { a: false })).toBe('[]');
  });

  it.each([
    ['equalto', 1, '1'],
    ['eq', 1, '1'],
    ['ne', 1, '0 2.5'],
    ['greaterthan', 0, '1 2.5'],
    ['gt', 1, '2.5'],
    ['ge', 1, '1 2.5'],
    ['lessthan', 1, '0'],
    ['le', 1, '0 1'],
  ])('selects by %s with a number', (test, number, kept) => {
    const text =
      `{% for i in items | selectattr('loss', '${test}', ${number}) | list %} {{ i.loss }}{% ` +
      'endfor %}';
    expect(render(text, { items: [{ loss: 0 }, { loss: 1 }, { loss: 2.5 }] })).toBe(kept);
  });

  it('rejects by a comparison too, also inside a loop', () => {
    const text =
      "{% for n in range(2) %}{{ items | rejectattr('loss', 'greaterthan', 0.0) | list | " +
      'length }}{% endfor %}';
    expect(render(text, { items: [{ loss: 0 }, { loss: 0.5 }] })).toBe('11');
  });

  it('uses the template’s message if none is given', () => {
    const template = define('{{ message }}', 'Be brief.');
    expect(template.render({})).toBe('Be brief.');
    expect(template.render({ message: null })).toBe('Be brief.');
    expect(template.render({ message: 'Go on.' })).toBe('Go on.');
  });
});

describe('variables', () => {
  it('are those that the text reads from outside, in order', () => {
    const text =
      '{% set n = first | length %}{% for item in second if item.ok and third %}{{ item.x ' +
      '}}{{ loop.index }}{{ n }}{% else %}{{ fourth }}{% endfor %}' +
      '{% macro show(a, b=fifth) %}{{ a }}{{ b }}{{ sixth }}{% endmacro %}{{ show(seventh, ' +
      'b=range(2)) }}{{ item }}';
    expect(define(text).variables).toEqual([
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
      'sixth',
      'seventh',
      'item',
    ]);
  });

  it('that are missing are named, with template, version, file, line and given variables', () => {
    const template = define('{{ prompt }}\n\n{{ input }}');
    const missing = (): unknown => template.render({ prompt: '', output: 'x' });
    expect(missing).toThrow(expect.objectContaining({ code: 'missing-variable' }));
    expect(missing).toThrow(
      'The template greeting:v1.0 needs "input" (greeting.yaml, line 3), but it is ' +
        'missing; given: prompt, output. ' +
        'Pass it to render (null if it has no value), or remove it from the template.',
    );
  });

  it('that are missing are an error anywhere, also in a branch that is not rendered', () => {
    expect(() => render('{% if prompt %}{{ input }}{% endif %}', { prompt: '' })).toThrow(
      '"input"',
    );
  });

  it('may be missing if the template tests them', () => {
    const text = '[{% if a is defined %}{{ a }}{% endif %}{{ b | default("none") }}]';
    expect(render(text)).toBe('[none]');
    expect(render(text, { a: 1, b: 2 })).toBe('[12]');
  });

  it('are not read from the prototype', () => {
    expect(() => render('{{ toString }}')).toThrow('"toString"');
    expect(() => render('{{ a.constructor }}', { a: { b: 1 } })).toThrow('"a.constructor"');
  });

  it('that lack a field are named with the field', () => {
    const text = '{% for example in examples %}\n{{ example.target }}{% endfor %}';
    let error: unknown;
    try {
      render(text, { examples: [{ input: 'x', loss: 1 }] });
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({
      userFacing: true,
      variable: 'example.target',
      line: 2,
      given: ['input', 'loss'],
    });
  });
});

describe('invalid Jinja', () => {
  it.each([
    ['a\n{% if x %}\nb', 2, '{% if x %} is not closed'],
    ['a\n{% for y in z %}\nb{% endif %}', 3, 'endif'],
    ['a\n{{ x + }}', 2, '{{ x + }}'],
    ['{{ a }}\n\n{% endif %-}\n# b\n{% set c = 1 %}', 3, '{% endif %-}'],
    ['a\n{{ "x }}', 2, '{{ "x }}'],
    ['a {{ b', 1, '{{ b'],
    ['{# open', 1, '{# open'],
    ['{% frobnicate %}', 1, 'frobnicate'],
  ])('%j is refused with its line', (text, line, words) => {
    let error: unknown;
    try {
      define(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'template-file' });
    expect(error).toMatchObject({ userFacing: true, file: 'greeting.yaml', version: 'v1.0', line });
    expect(String(error)).toContain(words);
  });

  it('does not take a closing mark in quotes for the end of a tag', () => {
    expect(render(`{{ "}}" }}{{ '%}' }}`)).toBe('}}%}');
    expect(() => define('{{ "}}" }}\n{{ 1 + }}')).toThrow('line 2');
  });
});

it('names the template that cannot render a value', () => {
  const loop = (): unknown => render('{% for i in n %}{{ i }}{% endfor %}', { n: 3 });
  expect(loop).toThrow(expect.objectContaining({ code: 'render-failed' }));
  expect(loop).toThrow(/^The template greeting:v1\.0 \(greeting\.yaml\) cannot be rendered: /);
  expect(() => render('{{ a | shout }}', { a: 'x' })).toThrow(
    expect.objectContaining({ code: 'render-failed' }),
  );
});
