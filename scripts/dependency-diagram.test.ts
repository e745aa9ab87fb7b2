import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  drawDependencies,
  findUpwardArrows,
  insertDiagram,
  ORDER,
  readPackages,
} from './dependency-diagram.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const run = {
  name: '@dln/run',
  folder: 'packages/run',
  dependencies: ['@dln/random', '@dln/vi', '@dln/local'],
};
const vi = { name: '@dln/vi', folder: 'packages/vi', dependencies: ['@dln/random'] };
const random = { name: '@dln/random', folder: 'packages/random', dependencies: [] };

it('contributing/architecture.md has the diagram that scripts/draw-dependencies.mjs draws', () => {
  const page = readFileSync(`${root}contributing/architecture.md`, 'utf8');
  expect(page).toBe(insertDiagram(page, drawDependencies(readPackages(root))));
});

it('every package depends only on packages of earlier rows', () => {
  const packages = readPackages(root);
  expect(packages.map(({ name }) => name).sort()).toEqual(ORDER.flat().sort());
  expect(findUpwardArrows(packages)).toEqual([]);
});

it('every arrow is an import in the sources of its package', () => {
  const unused = readPackages(root).flatMap(({ name, folder, dependencies }) => {
    const sources = globSync(`${folder}/src/**/*.{ts,tsx}`, {
      cwd: root,
      exclude: ['**/*.test.ts', '**/testing/**'],
    }).map((file) => readFileSync(`${root}${file}`, 'utf8'));
    return dependencies
      .filter((other) => !sources.some((source) => new RegExp(`'${other}['/]`).test(source)))
      .map((other) => `${name} → ${other}`);
  });
  expect(unused).toEqual([]);
});

it('finds a dependency on a later row, and one on the same row', () => {
  const upward = { ...random, dependencies: ['@dln/vi'] };
  const sideways = { ...vi, dependencies: ['@dln/local', '@dln/random'] };
  expect(findUpwardArrows([run, sideways, upward])).toEqual([
    '@dln/vi → @dln/local',
    '@dln/random → @dln/vi',
  ]);
});

it('refuses a package without a place in the order', () => {
  const unknown = { ...vi, name: '@dln/new' };
  expect(() => findUpwardArrows([unknown])).toThrow(
    '@dln/new has no place in the order of packages: add it to ORDER.',
  );
});

it('draws the last row at the top, and the arrows of a package in one line', () => {
  expect(drawDependencies([random, run, vi]).split('\n')).toEqual([
    '```mermaid',
    'flowchart TD',
    '  run["@dln/run"]',
    '  vi["@dln/vi"]',
    '  random["@dln/random"]',
    '  run --> local & vi & random',
    '  vi --> random',
    '```',
  ]);
});

it('replaces only what is between the markers of a page', () => {
  const [start, end] = [
    '<!-- dependencies: written by scripts/draw-dependencies.mjs -->',
    '<!-- end of dependencies -->',
  ];
  expect(insertDiagram(`before\n${start}\n\nold\n\n${end}\nafter\n`, 'new')).toBe(
    `before\n${start}\n\nnew\n\n${end}\nafter\n`,
  );
  expect(() => insertDiagram('no markers', 'new')).toThrow(`The page needs the line "${start}"`);
});
