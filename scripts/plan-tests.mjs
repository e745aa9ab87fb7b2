import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A package with tests, or one that such a package depends on. `uses` are folders of packages.
 *
 * @typedef {{ folder: string, hasTests: boolean, uses: readonly string[] }} Package
 */

/**
 * The tests of a package to run: all of them, or those that import one of the files, which are paths
 * in the repository. A test file imports itself.
 *
 * @typedef {{ folder: string, files: 'all' | readonly string[] }} Task
 */

/** Their tests read pages and sources of the whole repository, or run programs, in seconds. */
const ALWAYS = ['apps/docs', 'examples', 'scripts'];

/** Files outside of packages that tests read, by the package that they belong to. */
const OWNED = [{ files: /^data\//, folder: 'packages/datasets' }];

/** Tests that read or start files which do not select them otherwise. */
const READERS = [
  {
    files: /./,
    folder: 'apps/cli',
    tests: ['src/documentation/commands.test.ts', 'src/documentation/run-blocks.test.ts'],
  },
  {
    files: /^(packages\/[^/]+|apps\/cli)\/src\//,
    folder: 'apps/cli',
    tests: ['src/command-line/watch-output.test.ts'],
  },
  {
    files: /^packages\/(llm|local|random|templates)\/src\//,
    folder: 'packages/local',
    tests: ['src/process.integration.test.ts'],
  },
  {
    files: /^examples\//,
    folder: 'apps/cli',
    tests: [
      'src/commands/import-data.test.ts',
      'src/commands/modules.test.ts',
      'src/commands/own-metrics.test.ts',
      'src/commands/several-columns.test.ts',
      'src/commands/support-tickets.test.ts',
      'src/commands/tickets.test.ts',
    ],
  },
  {
    files: /^docs\/candidates\.md$/,
    folder: 'packages/vi',
    tests: ['src/objectives/terms.test.ts'],
  },
  {
    files: /^docs\/settings\.md$/,
    folder: 'packages/run',
    tests: ['src/configuration/settings-table.test.ts'],
  },
  {
    files: /^packages\/datasets\/README\.md$/,
    folder: 'packages/datasets',
    tests: ['src/readme.test.ts'],
  },
];

/** What every test runs with. */
const GLOBAL = /^(pnpm-lock\.yaml|pnpm-workspace\.yaml|vitest\.(config|setup)\.ts)$/;

/** Files of a package that only `READERS`, type checks and builds read. */
const UNTESTED = /\.md$|\/(turbo|tsconfig[^/]*)\.json$/;

/** Vitest finds what imports them. The studio's page is built instead, by name. */
const IMPORTED = /^(?!packages\/studio\/src\/page\/).*\.(m?[jt]s|tsx)$/;

/**
 * Selects the tests that a change can affect. A source selects the tests that import it, in every
 * package; another file of a package selects all tests of that package and of those that use it.
 *
 * @param {readonly string[]} changed Paths in the repository.
 * @param {readonly Package[]} packages
 * @returns {readonly Task[]} In the order of the packages.
 */
export function planTests(changed, packages) {
  if (changed.length === 0) return [];
  const everything = changed.some((file) => GLOBAL.test(file));
  const read = changed.filter((file) => !IMPORTED.test(file) && !UNTESTED.test(file));
  const imported = changed.filter((file) => IMPORTED.test(file));
  const above = (/** @type {readonly string[]} */ files) =>
    dependentsOf(
      files.map((file) => folderOf(file, packages)),
      packages,
    );
  const all = new Set([...ALWAYS, ...above(read)]);
  const related = new Set(above(imported));
  return packages
    .filter(({ hasTests }) => hasTests)
    .map(({ folder }) => {
      if (everything || all.has(folder)) return { folder, files: /** @type {const} */ ('all') };
      const readers = READERS.filter((reader) => reader.folder === folder)
        .filter(({ files }) => changed.some((file) => files.test(file)))
        .flatMap(({ tests }) => tests.map((test) => `${folder}/${test}`));
      return { folder, files: [...(related.has(folder) ? imported : []), ...readers] };
    })
    .filter(({ files }) => files.length > 0);
}

/**
 * Reads the packages of the repository.
 *
 * @param {string} root
 * @returns {readonly Package[]}
 */
export function readWorkspace(root) {
  const manifests = globSync(
    ['packages/*/package.json', 'tools/*/package.json', '{apps/*,examples,scripts}/package.json'],
    { cwd: root },
  )
    .sort()
    .map((file) => ({
      folder: dirname(file).replaceAll('\\', '/'),
      ...JSON.parse(readFileSync(join(root, file), 'utf8')),
    }));
  const folders = new Map(manifests.map(({ name, folder }) => [name, folder]));
  return manifests.map(({ folder, scripts, dependencies, devDependencies }) => ({
    folder,
    hasTests: scripts?.test !== undefined,
    uses: Object.keys({ ...dependencies, ...devDependencies }).flatMap(
      (name) => folders.get(name) ?? [],
    ),
  }));
}

/**
 * @param {string} file
 * @param {readonly Package[]} packages
 * @returns {string | undefined} The folder of the file's package.
 */
function folderOf(file, packages) {
  return (
    OWNED.find(({ files }) => files.test(file))?.folder ??
    packages.find(({ folder }) => file.startsWith(`${folder}/`))?.folder
  );
}

/**
 * @param {readonly (string | undefined)[]} folders
 * @param {readonly Package[]} packages
 * @returns {readonly string[]} The packages, and those that use them or depend on one that does.
 */
function dependentsOf(folders, packages) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ folder) => {
    if (found.has(folder)) return;
    found.add(folder);
    for (const other of packages) if (other.uses.includes(folder)) visit(other.folder);
  };
  for (const folder of folders) if (folder !== undefined) visit(folder);
  return [...found];
}
