import { expect, it } from 'vitest';
import { parseRange } from './parse-range.ts';

it.each([
  ['bytes=0-9', 0, 10],
  ['bytes=90-', 90, 100],
  ['bytes=90-500', 90, 100],
  ['bytes=-10', 90, 100],
  ['bytes=-500', 0, 100],
])('reads %s of 100 bytes', (header, start, end) => {
  expect(parseRange(header, 100)).toEqual({ range: { start, end }, isPartial: true });
});

it.each([undefined, 'bytes=-', 'bytes=9-0', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=a-b'])(
  'takes the whole file for %s',
  (header) => {
    expect(parseRange(header, 100)).toEqual({ range: { start: 0, end: 100 }, isPartial: false });
  },
);

it.each(['bytes=100-', 'bytes=200-300', 'bytes=-0'])('cannot satisfy %s of 100 bytes', (header) => {
  expect(parseRange(header, 100)).toBe('unsatisfiable');
});
