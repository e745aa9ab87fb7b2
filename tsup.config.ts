import { isAbsolute, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { defineConfig } from 'tsup';

// One configuration for every package: each one's `build` script names this file, with the package
// as working directory. An application says `--no-dts` and names its own entry.
export default defineConfig((options) => {
  const entry = Array.isArray(options.entry) ? options.entry : ['src/index.ts'];
  return {
    entry,
    format: ['esm'],
    target: 'node22',
    sourcemap: true,
    clean: true,
    // `node:sqlite` has no name without its prefix.
    removeNodeProtocol: false,
    // A devDependency that the code imports becomes part of the package. jsonc-parser is one: its CommonJS build cannot be bundled.
    esbuildOptions(build) {
      build.mainFields = ['module', 'main'];
    },
    ...(options.dts === false ? {} : { onSuccess: () => writeDeclarations(entry) }),
  };
});

/**
 * Exported declarations name their types (`isolatedDeclarations`), so they are written file by file.
 * tsup would check the whole program for them, which takes many times as long; `pnpm types` does.
 * The types of `@dln/run`'s settings are inferred: its `tsconfig.json` makes the plugin ask
 * TypeScript.
 */
async function writeDeclarations(entry: readonly string[]): Promise<void> {
  const bundle = await rolldown({
    input: Object.fromEntries(
      entry.map((file) => [relative('src', file).replace(/\.ts$/, ''), resolve(file)]),
    ),
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    plugins: [dts({ dtsOnly: true })],
    checks: { bundlerTimings: false },
  });
  await bundle.write({
    dir: 'dist',
    // The types name Disposable, which the default library of a program may lack.
    banner: '/// <reference lib="esnext.disposable" />',
  });
  await bundle.close();
}
