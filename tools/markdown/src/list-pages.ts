import { globSync } from 'node:fs';

const PATTERNS = [
  '*.md',
  'docs/**/*.md',
  'contributing/*.md',
  'packages/*/README.md',
  'apps/*/README.md',
  'examples/**/*.md',
  'data/README.md',
];

/**
 * The pages for readers, by path in the repository: READMEs, guides and documentation.
 *
 * @param root The repository.
 */
export function listPages(root: string): readonly string[] {
  return PATTERNS.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }),
  )
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
