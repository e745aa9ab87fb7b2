import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { loadSources } from './load-sources.ts';
import { loaders } from './loaders/loaders.ts';

const shared = process.env['DLN_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared');
const manifest = resolve(shared, 'data/MANIFEST.json');

it('lists every file that a loader reads', async () => {
  const sources = await loadSources();
  const fetched = [...sources].map(([name, files]) => [
    name,
    files.map(({ file }) => file).toSorted(),
  ]);
  const read = [...loaders].map(([name, { files }]) => [
    name,
    files.map(({ path }) => path).toSorted(),
  ]);
  expect(fetched).toEqual(read);
});

it('leaves out of a task of BIG-bench a file that was fetched before it', async () => {
  for (const files of (await loadSources()).values()) {
    for (const [position, published] of files.entries()) {
      if (published.kind === 'copied') continue;
      const before = files.slice(0, position).map(({ file }) => file);
      expect(before).toContain(published.without);
    }
  }
});

it.skipIf(!existsSync(manifest))(
  `has the homes, commits and checksums of the manifest (skipped where ${manifest} is missing)`,
  async () => {
    const schema = z.array(
      z.object({
        file: z.string(),
        bytes: z.number(),
        sha256: z.string(),
        repository: z.string(),
        commit: z.string().nullable(),
        path: z.string().nullable(),
      }),
    );
    const listed = schema
      .parse(JSON.parse(readFileSync(manifest, 'utf8')))
      .filter(({ commit }) => commit !== null);
    const copied = [...(await loadSources()).values()]
      .flat()
      .flatMap((published) => (published.kind === 'copied' ? published : []))
      // A dataset that was added since is not in the manifest.
      .filter(({ file }) => listed.some((one) => one.file === file));
    const byFile = (one: { file: string }, other: { file: string }): number =>
      one.file < other.file ? -1 : 1;
    expect(copied.map(({ kind: _kind, ...rest }) => rest).toSorted(byFile)).toEqual(
      listed.toSorted(byFile),
    );
    expect(copied).toHaveLength(17);
  },
);
