// Writes the pages of the site from the Markdown files of the repository, with links that fit the
// site. `pages/` is made anew each time, except for the API pages, which typedoc writes afterwards.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listPages, root } from './pages.ts';
import { rewriteLinks } from './rewrite-links.ts';

const target = join(import.meta.dirname, '../pages');
// GitHub's own variables, so that a site built there links to the files of its repository.
const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
const files =
  server === undefined || repository === undefined
    ? undefined
    : `${server}/${repository}/blob/main`;

const pages = listPages(root);
const routes = new Map(pages.map(({ source, route }) => [source, route]));
routes.set('README.md', 'index.md');
const pictures = join(root, 'docs/pictures');
for (const name of readdirSync(pictures)) routes.set(`docs/pictures/${name}`, `pictures/${name}`);

rmSync(target, { recursive: true, force: true });
for (const { source, route } of pages) {
  const file = join(target, route);
  mkdirSync(dirname(file), { recursive: true });
  const markdown = readFileSync(join(root, source), 'utf8');
  writeFileSync(file, rewriteLinks(markdown, { source, routes, files }));
}
cpSync(pictures, join(target, 'public/pictures'), { recursive: true });
console.log(`${pages.length} pages staged`);
