import { expect, it } from 'vitest';
import { findGrown } from './packed/check-sizes.mjs';

const sizes = { tarball: 100, installed: 200, bundle: 300, gzip: 50 };

it('accepts sizes up to 5 % above the recorded ones', () => {
  expect(findGrown({ a: { ...sizes, bundle: 315, gzip: 40 } }, { a: sizes })).toEqual([]);
});

it('names each size that grew more, and packages without a record', () => {
  expect(findGrown({ a: { ...sizes, bundle: 316, tarball: 200 }, b: sizes }, { a: sizes })).toEqual(
    [
      'a: tarball is 200 kB, recorded are 100 kB',
      'a: bundle is 316 kB, recorded are 300 kB',
      'b has no recorded sizes',
    ],
  );
});
