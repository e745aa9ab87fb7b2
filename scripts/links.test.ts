import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const listed = execFileSync('git', ['ls-files', '-z', '*.md', 'llms.txt'], {
  cwd: root,
  encoding: 'utf8',
});
const pages = listed.split('\0').filter((page) => page !== '' && existsSync(join(root, page)));

/** Markdown without code, in which brackets are not links. */
const proseOf = (page: string): string =>
  readFileSync(join(root, page), 'utf8')
    .replaceAll(/^( *)(```|~~~).*?^\1\2/gms, '')
    .replaceAll(/`[^`\n]*`/g, '');

/** The anchors that GitHub gives the headings of a page. */
const anchorsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );

it('finds the pages', () => {
  expect(pages).toContain('README.md');
});

it.each(pages)('%s has no dead link to a file or a heading', (page) => {
  const text = proseOf(page);
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const defined = [...text.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)].map(([, target = '']) => target);
  const dead = [...inline, ...defined]
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(root, page) : resolve(root, dirname(page), decodeURI(path));
      if (!existsSync(file)) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
    });
  expect(dead).toEqual([]);
});

it('names files of packages/vi that exist, in the page about the algorithm', () => {
  const page = readFileSync(join(root, 'docs/how-it-works.md'), 'utf8');
  const named = [...page.matchAll(/`([a-z]+\/[\w-]+(?:\.ts)?)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(join(root, 'packages/vi/src', path)))).toEqual([]);
});
