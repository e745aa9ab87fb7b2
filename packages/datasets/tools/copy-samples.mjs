// Copies data/generated into dist: what a data directory that does not exist is replaced by.
import { cpSync } from 'node:fs';
import { URL } from 'node:url';

const from = new URL('../../../data/generated/', import.meta.url);
cpSync(from, new URL('../dist/generated/', import.meta.url), { recursive: true });
