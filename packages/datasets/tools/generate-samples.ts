// Writes the samples in the repository's data/generated: node --conditions=@dln/source
// packages/datasets/tools/generate-samples.ts

import { mkdirSync, writeFileSync } from 'node:fs';
import { generateDataFiles } from '../src/generators/generate-data-files.ts';
import { samples } from './samples.ts';

const dataDir = new URL('../../../data/', import.meta.url);

for (const { name, ...options } of samples) {
  for (const { path, text } of generateDataFiles(name, options)) {
    const file = new URL(path, dataDir);
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
}
