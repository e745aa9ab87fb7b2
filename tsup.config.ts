import { defineConfig } from 'tsup';

// One configuration for every package: each one's `build` script names this file, with the package
// as working directory. An application says `--no-dts` and names its own entry.
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'node22',
  // The types name Disposable, which the default library of a program may lack.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
  sourcemap: true,
  clean: true,
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
  // A devDependency that the code imports becomes part of the package. jsonc-parser is one: its CommonJS build cannot be bundled.
  esbuildOptions(options) {
    options.mainFields = ['module', 'main'];
  },
});
