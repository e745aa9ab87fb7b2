import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as viteBuild } from 'vite';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

let built: Promise<string> | undefined;

/**
 * Builds the page from its sources as the package's build does, into a temporary folder; once for
 * all tests of a process, which removes it at its end.
 */
export function buildPage(): Promise<string> {
  return (built ??= build());
}

async function build(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'dln-page-'));
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await viteBuild({
    configFile: join(packageFolder, 'vite.config.ts'),
    root: join(packageFolder, 'src/page'),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}
