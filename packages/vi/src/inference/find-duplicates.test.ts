import { expect, it } from 'vitest';
import { memoryTwice, uniqueCandidates } from './candidate-listing.ts';
import { findDuplicates } from './find-duplicates.ts';

const proposal = (prompt: string): { readonly prompt: string; readonly origin: 'proposal' } => ({
  prompt,
  origin: 'proposal',
});
const offered = {
  current: 'a',
  memory: ['b', 'a'],
  proposals: [proposal('c'), proposal('b'), proposal('c')],
};

it('finds what was offered and is compared under another name', () => {
  expect(findDuplicates(offered, uniqueCandidates.list(offered))).toEqual([
    { prompt: 'a', origin: 'memory', of: 0 },
    { prompt: 'b', origin: 'proposal', of: 1 },
    { prompt: 'c', origin: 'proposal', of: 2 },
  ]);
});

it('finds none where every prompt is compared, however often it is there', () => {
  expect(findDuplicates(offered, memoryTwice.list(offered))).toEqual([]);
});
