import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkNodeVersion } from './check-node-version.ts';

it('names the version that is too old, and the one that is needed', () => {
  expect(checkNodeVersion('20.19.4')).toBe(
    'dln needs Node 22 or newer, and this is Node 20.19.4. Install a newer Node.',
  );
});

it.each(['22.0.0', '24.21.0', '100.0.0'])('accepts Node %s', (version) => {
  expect(checkNodeVersion(version)).toBeUndefined();
});

it('asks for the version in package.json', () => {
  const manifest = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { readonly engines: { readonly node: string } };
  expect(manifest.engines.node).toBe('>=22');
});
