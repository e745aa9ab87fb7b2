import { expect, it } from 'vitest';
import { rewriteLinks } from './rewrite-links.ts';

const routes = new Map([
  ['README.md', 'index.md'],
  ['docs/pictures/train.svg', 'pictures/train.svg'],
  ['docs/presets.md', 'presets.md'],
  ['packages/vi/README.md', 'packages/vi.md'],
]);
const rewrite = (markdown: string, files?: string): string =>
  rewriteLinks(markdown, { source: 'docs/page.md', routes, files });

it.each([
  ['[a](presets.md)', '[a](/presets.md)'],
  ['[a](presets.md#rows)', '[a](/presets.md#rows)'],
  ['[a](../packages/vi)', '[a](/packages/vi.md)'],
  ['[`code`](../packages/vi/README.md)', '[`code`](/packages/vi.md)'],
  ['[a](../README.md)', '[a](/index.md)'],
  ['![a](pictures/train.svg)', '![a](/pictures/train.svg)'],
  [
    '[a](https://example.org/presets.md) [b](#rows)',
    '[a](https://example.org/presets.md) [b](#rows)',
  ],
  ['[a]: ../packages/vi', '[a]: /packages/vi.md'],
])('points %s to the site', (from, to) => {
  expect(rewrite(from)).toBe(to);
});

it('points other files of the repository to the web, or leaves their text', () => {
  expect(rewrite('see [a](../examples/a.ts).', 'https://x/blob')).toBe(
    'see [a](https://x/blob/examples/a.ts).',
  );
  expect(rewrite('see [a](../examples/a.ts).')).toBe('see a.');
  expect(() => rewrite('[a]: ../examples/a.ts')).toThrow(
    'docs/page.md: ../examples/a.ts is not a page of the site',
  );
});

it('leaves code as it is', () => {
  const code = '```md\n[a](presets.md)\n```\n`[a](presets.md)`';
  expect(rewrite(code)).toBe(code);
});
