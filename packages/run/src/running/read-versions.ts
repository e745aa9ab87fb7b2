import { createRequire } from 'node:module';
import { z } from 'zod';
import { version } from '../version.ts';

const packages = [
  '@dln/random',
  '@dln/templates',
  '@dln/losses',
  '@dln/datasets',
  '@dln/llm',
  '@dln/local',
  '@dln/vi',
];

const packageSchema = z.object({ version: z.string() });

/** What a run was made with: the versions of this command, of the packages and of Node. */
export function readVersions(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  return {
    dln: version,
    ...Object.fromEntries(
      packages.map((name) => [name, packageSchema.parse(require(`${name}/package.json`)).version]),
    ),
    node: process.versions.node,
  };
}
