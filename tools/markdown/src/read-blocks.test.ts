import { expect, it } from 'vitest';
import { readBlocks } from './read-blocks.ts';

const page = [
  '# Page',
  '',
  '```sh run small',
  'dln demo',
  '```',
  '',
  '1. In a list:',
  '',
  '   ```ts',
  '   const a = 1;',
  '     a;',
  '   ```',
  '',
  '```',
  'text',
  '```',
].join('\n');

it('reads the language, the marks, the code and the line of each block', () => {
  expect(readBlocks(page)).toEqual([
    { language: 'sh', marks: ['run', 'small'], code: 'dln demo\n', line: 4 },
    { language: 'ts', marks: [], code: 'const a = 1;\n  a;\n', line: 10 },
    { language: '', marks: [], code: 'text\n', line: 15 },
  ]);
});

it('finds no block in text without fences', () => {
  expect(readBlocks('a `b` c\n\n    indented\n')).toEqual([]);
});
