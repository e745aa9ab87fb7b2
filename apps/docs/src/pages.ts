import { globSync } from 'node:fs';
import { join } from 'node:path';

/** The repository. */
export const root: string = join(import.meta.dirname, '../../..');

/** A page of the site: a Markdown file of the repository and its place on the site. */
export interface Page {
  /** Path in the repository, such as `docs/presets.md`. */
  readonly source: string;
  /** Path on the site, such as `presets.md`. */
  readonly route: string;
}

const single: readonly Page[] = [
  { source: 'apps/docs/index.md', route: 'index.md' },
  { source: 'apps/cli/README.md', route: 'cli.md' },
  { source: 'apps/bench/README.md', route: 'bench.md' },
  { source: 'examples/README.md', route: 'examples.md' },
  { source: 'data/README.md', route: 'data.md' },
  { source: 'CONTRIBUTING.md', route: 'contributing/index.md' },
  { source: 'SECURITY.md', route: 'contributing/security.md' },
  { source: 'CODE_OF_CONDUCT.md', route: 'contributing/code-of-conduct.md' },
];

/**
 * Every page of the site, except those that typedoc writes.
 *
 * @param repository The repository's root.
 */
export function listPages(repository: string): readonly Page[] {
  return [
    ...single,
    ...find(repository, 'docs/*.md', (source) => source.slice('docs/'.length)),
    ...find(repository, 'contributing/**/*.md', (source) => source),
    ...find(repository, 'packages/*/README.md', (source) => source.replace('/README.md', '.md')),
    ...find(repository, 'examples/*/README.md', (source) => source.replace('/README.md', '.md')),
  ];
}

function find(cwd: string, pattern: string, routeOf: (source: string) => string): Page[] {
  return globSync(pattern, { cwd })
    .map((source) => source.replaceAll('\\', '/'))
    .sort()
    .map((source) => ({ source, route: routeOf(source) }));
}
