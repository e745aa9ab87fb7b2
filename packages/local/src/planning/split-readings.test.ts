import { describe, expect, it } from 'vitest';
import type { Reading } from './plan-readings.ts';
import { splitReadings } from './split-readings.ts';

/** A reading of 100 new rows after `from` shared rows. */
function reading(from: number): Reading {
  return { tokens: Array<number>(from + 100).fill(0), from, targets: new Map() };
}

const sharedRows = (blocks: readonly (readonly Reading[])[]): number[][] =>
  blocks.map((block) => block.map(({ from }) => from));

describe('splitReadings', () => {
  it('cuts near the middle, where least is shared', () => {
    const readings = [0, 80, 80, 80, 80, 5, 80, 80, 80, 80].map(reading);
    expect(sharedRows(splitReadings(readings, 2))).toEqual([
      [0, 80, 80, 80, 80],
      [5, 80, 80, 80, 80],
    ]);
  });

  it('does not cut far from the middle to save little', () => {
    const readings = [0, 0, 50, 50, 50, 50, 50, 50, 50, 50].map(reading);
    expect(splitReadings(readings, 2).map((block) => block.length)).toEqual([5, 5]);
  });

  it('leaves a plan whole that is too small to share', () => {
    expect(splitReadings([reading(0), reading(0)], 4)).toHaveLength(1);
  });

  it('creates no empty blocks for a few long readings', () => {
    const long = { tokens: Array<number>(5000).fill(0), from: 0, targets: new Map() };
    expect(splitReadings([long, reading(0)], 8).flat()).toHaveLength(2);
  });

  it('keeps every reading, in order', () => {
    const readings = Array.from({ length: 60 }, (_, index) => reading(index % 7));
    expect(splitReadings(readings, 8).flat()).toEqual(readings);
  });

  it('makes nothing of nothing', () => {
    expect(splitReadings([], 4)).toEqual([]);
  });
});
