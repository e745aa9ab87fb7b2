import type { UserConfig } from 'vite';

// The page of the studio: one script and one style sheet with fixed names, which the export puts
// into one file. It needs no other request.
const config: UserConfig = {
  root: 'src/page',
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { conditions: ['@dln/source'] },
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The first versions with light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    rolldownOptions: {
      output: {
        codeSplitting: false,
        entryFileNames: 'page.js',
        assetFileNames: 'page.[ext]',
      },
    },
  },
};

export default config;
