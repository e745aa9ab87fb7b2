import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One configuration for every package: each one's `test` script names this file, with the package
// as working directory. The condition resolves our own packages to their sources, so that no test
// needs a build.
const conditions = ['@dln/source'];

// `npm test` names a folder for machine-readable results, from which it adds up its closing line.
const report = process.env['DLN_TEST_REPORT'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/*.test.ts'],
    environment: 'node',
    // Tests start processes and servers, and machines are shared.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: [fileURLToPath(new URL('vitest.setup.ts', import.meta.url))],
    ...(report === undefined
      ? {}
      : {
          reporters: ['default', 'json'],
          outputFile: { json: `${report}/${process.env['npm_package_name'] ?? ''}.json` },
        }),
  },
});
