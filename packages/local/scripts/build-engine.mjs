// Bundles node-llama-cpp's JavaScript into dist/llama-cpp, with the licences of all that is in it.
// Why: contributing/decisions/0008-installed-sizes.md.
import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const engine = realpathSync(join(root, 'node_modules/node-llama-cpp'));
const { version } = readJson(join(engine, 'package.json'));
const { release } = readJson(join(engine, 'llama/binariesGithubRelease.json'));

/** Modules that read a JSON file beside them. In the bundle they are what the file says. */
const constants = {
  'getModuleVersion.js': `export const getModuleVersion = async () => ${JSON.stringify(version)};`,
  'binariesGithubRelease.js': [
    `export const builtinLlamaCppRelease = ${JSON.stringify(release)};`,
    'export const defaultLlamaCppRelease = builtinLlamaCppRelease;',
    'export const getBinariesGithubRelease = async () => builtinLlamaCppRelease;',
    "export const setBinariesGithubRelease = async () => { throw new Error('not in a bundle'); };",
  ].join('\n'),
};

/** This module starts itself as a process, so it stays a separate file. */
const PROCESS = 'testBindingBinary';

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    engine: 'src/engine/llama-cpp.ts',
    [PROCESS]: join(engine, `dist/bindings/utils/${PROCESS}.js`),
  },
  outdir: 'dist/llama-cpp',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
  // The builds of llama.cpp are separate packages; the others are optional and not used here.
  external: ['@node-llama-cpp/*', '@reflink/reflink', 'electron'],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [
    {
      name: 'own-files',
      setup({ onLoad, onResolve }) {
        onResolve({ filter: new RegExp(`${PROCESS}\\.js$`) }, ({ kind }) =>
          kind === 'entry-point' ? undefined : { path: `./${PROCESS}.js`, external: true },
        );
        onLoad({ filter: /[\\/]node-llama-cpp[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
          const contents = constants[path.split(/[\\/]/).at(-1)];
          return contents === undefined ? undefined : { contents };
        });
      },
    },
  ],
});

const packages = [...new Set(Object.keys(metafile.inputs).flatMap(packageOf))].sort();
writeFileSync(join(root, 'dist/llama-cpp/LICENSES.txt'), packages.map(licenceOf).join('\n\n'));

/** The folders of the packages that an input of the bundle belongs to: one, or none for a file of this package. */
function packageOf(input) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  return folder === undefined ? [] : [join(root, folder)];
}

function licenceOf(folder) {
  const manifest = readJson(join(folder, 'package.json'));
  const [file] = readdirSync(folder).filter((name) => /^(licen[cs]e|copying)/i.test(name));
  const text =
    file === undefined ? `Licence: ${manifest.license}` : readFileSync(join(folder, file), 'utf8');
  return `${manifest.name} ${manifest.version}\n\n${text.trim()}`;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
