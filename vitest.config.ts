import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

// One configuration for every package: each one's `test` script names this file, with the package
// as working directory. The condition resolves our own packages to their sources, so that no test
// needs a build. Vite resolves imports too, to find the tests that a change affects.
const condition = '@dln/source';
const integration = '**/*.integration.test.ts';

// `npm test` names a folder for machine-readable results, from which it adds up its closing line.
const report = process.env['DLN_TEST_REPORT'];

export default defineConfig({
  ssr: { resolve: { conditions: [condition] } },
  plugins: [
    // In watch mode an edit of another package's source reruns the tests that import it.
    {
      name: 'watch-packages',
      configureServer({ watcher }) {
        watcher.add(fileURLToPath(new URL('packages', import.meta.url)));
      },
    },
  ],
  test: {
    environment: 'node',
    // Node reads the sources itself: transforming them took half of the time of @dln/vi.
    experimental: { viteModuleRunner: false },
    execArgv: [`--conditions=${condition}`],
    // Tests start processes and servers, and machines are shared.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Vitest leaves one core free; tests wait for processes and servers, so two cores run two files.
    maxWorkers: '100%',
    // Files of a worker share its modules: importing them again took a third of the time. A test
    // that changes global state (the working directory, environment variables) restores it.
    isolate: false,
    // `npm test`, `pnpm check` and CI run both. A package's `test` script names the first, which
    // needs seconds; sweeps over many whole runs, and tests that start processes, are in the second.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, integration],
        },
      },
      { extends: true, test: { name: 'integration', include: [integration] } },
    ],
    setupFiles: [fileURLToPath(new URL('vitest.setup.ts', import.meta.url))],
    ...(report === undefined
      ? {}
      : {
          reporters: ['default', 'json'],
          outputFile: { json: `${report}/${process.env['npm_package_name'] ?? ''}.json` },
        }),
  },
});
