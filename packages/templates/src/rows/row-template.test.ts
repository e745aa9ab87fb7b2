import { describe, expect, it } from 'vitest';
import { createRowTemplate } from './row-template.ts';

const ticket = { title: 'Broken', body: 'It does not start.', 'order no': '007' };

describe('a template over columns', () => {
  it('renders the cells of a row', () => {
    const template = createRowTemplate('Title: {{title}}\n\n{{ body }}', 'input');
    expect(template.columns).toEqual(['title', 'body']);
    expect(template.render(ticket)).toBe('Title: Broken\n\nIt does not start.');
  });

  it('reads columns with other names through row', () => {
    const template = createRowTemplate('{{ row["order no"] }}', 'input');
    expect(template.columns).toEqual([]);
    expect(template.readsColumns).toBe(true);
    expect(template.render(ticket)).toBe('007');
  });

  it('never evaluates a cell as a template', () => {
    const template = createRowTemplate('{{ title }}', 'input');
    expect(template.render({ title: '{{ body }} {% raise %}', body: 'secret' })).toBe(
      '{{ body }} {% raise %}',
    );
  });

  it('reads lists and objects in cells', () => {
    const template = createRowTemplate(
      '{% for m in messages %}{{ m.role }}: {{ m.content }};{% endfor %}',
      'input',
    );
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ];
    expect(template.render({ messages })).toBe('user: Hi;assistant: Hello;');
  });

  it.each([
    [{ body: 'x' }, '"title", which the template of input reads, is missing (columns: body)'],
    [{ title: null }, '"title", which the template of input reads, has no value (null)'],
  ])('refuses the row %j', (row, message) => {
    const { render } = createRowTemplate('{{ title }}', 'input');
    expect(() => render(row)).toThrow(message);
  });

  it('replaces a missing value by a default', () => {
    const { render } = createRowTemplate('{{ title | default("no title") }}', 'input');
    expect(render({ title: null })).toBe('no title');
    expect(render({})).toBe('no title');
  });

  it('says whether it reads any column', () => {
    expect(createRowTemplate('body', 'input').readsColumns).toBe(false);
  });
});
