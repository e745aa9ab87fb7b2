import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseDescription } from './catalogue/parse-catalogue.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);

it('accepts the descriptions in the README', () => {
  expect(blocks.map((yaml) => parseDescription(yaml, 'README.md').own?.files)).toEqual([
    'reviews.csv',
    'reviews.csv',
    { train: 'train.jsonl', dev: 'dev.jsonl', test: 'test.jsonl' },
    'tickets.csv',
    'tickets.csv',
  ]);
});
