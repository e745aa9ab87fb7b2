import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listTemplates, loadTemplate, type TemplateError } from './index.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dln-templates-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const write = (file: string, text: string): void => {
  writeFileSync(join(directory, file), text);
};
const load = (reference: string): string => loadTemplate(reference, { directory }).render({});
const failure = (reference: string): unknown => {
  try {
    return loadTemplate(reference, { directory });
  } catch (error) {
    return error;
  }
};

describe('versions', () => {
  beforeEach(() => {
    write(
      'mine.yaml',
      'v3.9: { template: nine }\nv3.10: { template: ten }\nv3: { template: three }\n',
    );
  });

  it('are compared as numbers: v3.10 is later than v3.9', () => {
    expect(load('mine')).toBe('ten');
    expect(load('mine:latest')).toBe('ten');
  });

  it.each([
    ['mine:v3.9', 'nine'],
    ['mine:3.9', 'nine'],
    ['mine:v3.0', 'three'],
    ['mine:v3', 'three'],
  ])('%s gives %s', (reference, text) => {
    expect(load(reference)).toBe(text);
  });

  it('that are not there are refused with those that are, the nearest first', () => {
    expect(failure('mine:v3.8')).toMatchObject({ code: 'unknown-template' });
    expect(failure('mine:v3.8')).toMatchObject({
      userFacing: true,
      template: 'mine:v3.8',
      known: ['mine:v3.9', 'mine:v3', 'mine:v3.10'],
    });
    expect(failure('mine:new')).toMatchObject({ code: 'unknown-template' });
  });
});

describe('a custom folder', () => {
  it('is looked in first, and the shipped templates after it', () => {
    write('classify_forward.yaml', 'v1.0:\n  template: mine\n');
    expect(load('classify_forward')).toBe('mine');
    expect(loadTemplate('classify_forward:v3.0', { directory }).variables).toContain('input');
    expect(loadTemplate('classify_residual', { directory }).version).toBe('v1.0');
  });

  it('is listed with the shipped templates, and replaces them', () => {
    write('classify_forward.yml', 'v3.0:\n  template: mine\nv3.1:\n  template: newer\n');
    write('notes.txt', 'not a template');
    const listed = listTemplates({ directory }).filter(({ name }) => name === 'classify_forward');
    const source = join(directory, 'classify_forward.yml');
    expect(listed).toEqual([
      { name: 'classify_forward', version: 'v3.1', source, isLatest: true },
      { name: 'classify_forward', version: 'v3.0', source, isLatest: false },
    ]);
    expect(listTemplates({ directory })).toHaveLength(listTemplates().length + 1);
  });

  it('that cannot be read is named', () => {
    const load = (): unknown => loadTemplate('x', { directory: join(directory, 'gone') });
    expect(load).toThrow(expect.objectContaining({ code: 'template-file' }));
    expect(load).toThrow(/gone: cannot read this folder/);
  });

  it('is not left by a name that looks like a path', () => {
    write('secret.yaml', 'v1: { template: a }');
    expect(failure('../secret')).toMatchObject({ code: 'unknown-template' });
    expect(failure(join(directory, 'secret'))).toMatchObject({ code: 'unknown-template' });
  });
});

it('names that are close to a misspelt one come first', () => {
  const error = failure('sufix_forward:v1.0');
  expect(error).toMatchObject({ code: 'unknown-template' });
  expect((error as TemplateError).known.slice(0, 2)).toEqual([
    'suffix_forward',
    'suffix_forward_y',
  ]);
  expect(String(error)).toContain('Unknown template "sufix_forward:v1.0" in ');
});

describe('a file', () => {
  it('reads \\n in stop tokens as a line break in either kind of quotes', () => {
    write('mine.yaml', `v1:\n  template: a\n  stop_tokens: ['\\n\\n', "\\n", 'END']\n`);
    expect(loadTemplate('mine', { directory }).stopTokens).toEqual(['\n\n', '\n', 'END']);
  });

  it('has no stop tokens and no hints by default', () => {
    write('mine.yaml', 'v1:\n  template: a\n  stop_tokens: null\n');
    const template = loadTemplate('mine', { directory });
    expect(template).not.toHaveProperty('stopTokens');
    expect(template).not.toHaveProperty('messageAlternatives');
  });

  it('with one broken version still loads the others', () => {
    write('mine.yaml', 'v1:\n  template: "{% if %}"\nv2:\n  template: good\n');
    expect(load('mine:v2')).toBe('good');
    expect(failure('mine:v1')).toMatchObject({ line: 2, version: 'v1' });
  });

  it('with a syntax error far down is refused with the line of the file', () => {
    write('mine.yaml', '# mine\nv1:\n  stop_tokens: [a]\n  template: |-\n\n    a\n    {{ b + }}\n');
    expect(failure('mine')).toMatchObject({ file: join(directory, 'mine.yaml'), line: 7 });
  });

  it.each([
    ['v1:\n  template: a\n  stop_token: [a]\n', 3, 'v1', 'the key "stop_token" is not known'],
    ['v1:\n  template: [a]\n', 2, 'v1', '"template": '],
    ['v1:\n  stop_tokens: [a]\n', 1, 'v1', '"template": '],
    ['v1:\n  template: a\n  stop_tokens:\n    - a\n    - 1\n', 5, 'v1', '"stop_tokens.1": '],
    ['v1:\n  template: a\n1.0:\n  template: a\n', 3, '1', 'a version is written like v1.0'],
    ['template: a\n', 1, 'template', 'a version is written like v1.0'],
    ['v1:\n  template: a\nv1:\n  template: b\n', 3, undefined, 'this is not valid YAML: '],
    ['v1: [\n', 2, undefined, 'this is not valid YAML: '],
    ['just text\n', 1, undefined, 'this is not a template file'],
    ['', undefined, undefined, 'this is not a template file'],
  ])('like %j is refused with its line', (text, line, version, words) => {
    write('mine.yaml', text);
    const error = failure('mine');
    expect(error).toMatchObject({ code: 'template-file' });
    expect(error).toMatchObject({ file: join(directory, 'mine.yaml'), line, version });
    expect(String(error)).toContain(words);
  });
});
