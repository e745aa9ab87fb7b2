import { expect, it } from 'vitest';
import { sidebar } from '../.vitepress/sidebar.ts';
import { listPages, root } from './pages.ts';

const pages = listPages(root);

/** Every link of a sidebar, at any depth. */
function linksOf(items: unknown): readonly string[] {
  if (!Array.isArray(items)) return Object.values(items as object).flatMap(linksOf);
  return items.flatMap(({ link, items: inner = [] }: { link?: string; items?: unknown }) => [
    ...(link === undefined ? [] : [link]),
    ...linksOf(inner),
  ]);
}

const links = linksOf(sidebar);

it('has no two pages at one place', () => {
  const routes = pages.map(({ route }) => route);
  expect(routes.length).toBeGreaterThan(40);
  expect([...new Set(routes)]).toEqual(routes);
});

it('names in the sidebar only pages that exist', () => {
  const routes = new Set(pages.map(({ route }) => `/${route}`));
  const dead = links
    .filter((link) => !link.startsWith('/api/'))
    .filter((link) => !routes.has(link.endsWith('/') ? `${link}index.md` : `${link}.md`));
  expect(dead).toEqual([]);
});

it('has every page of docs in the sidebar', () => {
  const listed = new Set(links);
  const missing = pages
    .filter(({ source }) => /^(docs|packages)\//.test(source))
    .filter(({ route }) => !listed.has(`/${route.replace(/\.md$/, '')}`));
  expect(missing).toEqual([]);
});
