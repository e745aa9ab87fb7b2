import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A package of the repository, and the packages of the repository that it depends on.
 *
 * @typedef {{ name: string, folder: string, dependencies: readonly string[] }} Package
 */

/** The order of the packages. A package depends only on packages of earlier rows. */
export const ORDER = [
  ['@dln/random', '@dln/templates', '@dln/losses'],
  ['@dln/datasets', '@dln/llm'],
  ['@dln/local', '@dln/vi'],
  ['@dln/run'],
  ['@dln/studio'],
  ['@dln/cli', 'dln-bench', 'dln-docs'],
];

const START = '<!-- dependencies: written by scripts/draw-dependencies.mjs -->';
const END = '<!-- end of dependencies -->';

/**
 * Reads the packages in `packages/` and `apps/`, with their `dependencies` and `peerDependencies`
 * on one another.
 *
 * @param {string} root the repository
 * @returns {readonly Package[]}
 */
export function readPackages(root) {
  const manifests = globSync('{packages,apps}/*/package.json', { cwd: root }).map((file) => ({
    folder: dirname(file),
    ...JSON.parse(readFileSync(join(root, file), 'utf8')),
  }));
  const names = new Set(manifests.map(({ name }) => name));
  return manifests.map(({ name, folder, dependencies, peerDependencies }) => ({
    name,
    folder,
    dependencies: Object.keys({ ...dependencies, ...peerDependencies }).filter((other) =>
      names.has(other),
    ),
  }));
}

/**
 * Finds the dependencies on a package of the same row or of a later one, as `from → to`.
 *
 * @param {readonly Package[]} packages
 * @returns {readonly string[]}
 */
export function findUpwardArrows(packages) {
  return packages.flatMap(({ name, dependencies }) =>
    dependencies
      .filter((other) => rowOf(other) >= rowOf(name))
      .map((other) => `${name} → ${other}`),
  );
}

/**
 * Draws the packages as a Mermaid flowchart, the last row at the top.
 *
 * @param {readonly Package[]} packages
 * @returns {string}
 */
export function drawDependencies(packages) {
  const sorted = [...packages].sort((a, b) => compare(b.name, a.name));
  const nodes = sorted.map(({ name }) => `  ${idOf(name)}["${name}"]`);
  const arrows = sorted
    .filter(({ dependencies }) => dependencies.length > 0)
    .map(({ name, dependencies }) => {
      const targets = [...dependencies].sort((a, b) => compare(b, a)).map(idOf);
      return `  ${idOf(name)} --> ${targets.join(' & ')}`;
    });
  return ['```mermaid', 'flowchart TD', ...nodes, ...arrows, '```'].join('\n');
}

/**
 * Puts a diagram between the markers of a page.
 *
 * @param {string} page
 * @param {string} diagram
 * @returns {string}
 */
export function insertDiagram(page, diagram) {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start === -1 || end < start)
    throw new Error(`The page needs the line "${START}" and, after it, the line "${END}".`);
  return `${page.slice(0, start)}${START}\n\n${diagram}\n\n${page.slice(end)}`;
}

/** @param {string} name */
function rowOf(name) {
  const row = ORDER.findIndex((names) => names.includes(name));
  if (row === -1)
    throw new Error(`${name} has no place in the order of packages: add it to ORDER.`);
  return row;
}

/**
 * By row, and by the place in the row.
 *
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const names = ORDER.flat();
  return rowOf(a) - rowOf(b) || names.indexOf(b) - names.indexOf(a);
}

/**
 * The identifier of a package in the diagram: its name without the scope.
 *
 * @param {string} name
 */
function idOf(name) {
  return name.replace(/^@dln\//, '');
}
