// Draws the dependencies of the packages into contributing/architecture.md.
// `node scripts/draw-dependencies.mjs`
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawDependencies, insertDiagram, readPackages } from './dependency-diagram.mjs';

const root = join(import.meta.dirname, '..');
const file = join(root, 'contributing/architecture.md');

writeFileSync(
  file,
  insertDiagram(readFileSync(file, 'utf8'), drawDependencies(readPackages(root))),
);
