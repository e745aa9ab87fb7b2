import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPages, readBlocks } from 'dln-markdown';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkBlocks } from './check-blocks.ts';
import { root } from './pages.ts';
import { placeOf } from './place-of.ts';
import { withEarlierImports } from './with-earlier-imports.ts';

const blocks = listPages(root).flatMap((page) =>
  readBlocks(readFileSync(join(root, page), 'utf8')).map((block) => ({ ...block, page })),
);
const of = (...languages: string[]) =>
  blocks.filter(({ language }) => languages.includes(language));

const ambient = join(import.meta.dirname, '../snippets/ambient.d.ts');
const fragments = new Set(of('ts').filter(({ marks }) => marks.includes('fragment')));
const typed = of('ts')
  .filter((block) => !fragments.has(block))
  .map((block) => ({
    at: `${block.page}:${block.line}`,
    file: placeOf(block),
    code: withEarlierImports(block, blocks),
  }));
const wrong = {
  file: placeOf({ page: 'wrong.md', line: 1, marks: [] }),
  code: 'const a: number = "b";',
};
const problems = checkBlocks([...typed, wrong], ambient);

it('finds the blocks of the pages', () => {
  expect(typed.length).toBeGreaterThan(30);
});

it.each(typed)('TypeScript at $at has no type errors', ({ file }) => {
  expect(problems.get(file)).toEqual([]);
});

it.each([...of('js'), ...fragments])('$language at $page:$line can be parsed', ({ code }) => {
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.ESNext },
    fileName: 'block.ts',
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
});

it.each(of('json'))('JSON at $page:$line can be parsed', ({ code }) => {
  expect(() => JSON.parse(code) as unknown).not.toThrow();
});

it.each(of('yaml', 'yml'))('YAML at $page:$line can be parsed', ({ code }) => {
  expect(parseAllDocuments(code).flatMap(({ errors }) => errors)).toEqual([]);
});

it('finds a type error', () => {
  expect(problems.get(wrong.file)).toEqual([
    "1: Type 'string' is not assignable to type 'number'.",
  ]);
});
