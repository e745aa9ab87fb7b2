import { describe, expect, it } from 'vitest';
import { topByDev } from './top-by-dev.ts';

const run = (
  setting: string,
  devAccuracy: number | null,
): { setting: string; devAccuracy: number | null } => ({
  setting,
  devAccuracy,
});

describe('topByDev', () => {
  it('prefers the setting with the better mean to the one with the best seed', () => {
    const runs = [run('a', 0.95), run('a', 0.35), run('b', 0.7), run('b', 0.72), run('c', null)];
    expect(topByDev(runs, 2)).toMatchObject([
      { setting: 'b', devMean: 0.71 },
      { setting: 'a', devMean: expect.closeTo(0.65, 12) },
    ]);
  });

  it('takes no setting with fewer finished seeds for the best', () => {
    const runs = [run('lucky', 0.99), run('a', 0.6), run('a', 0.6), run('b', 0.7), run('b', 0.7)];
    expect(topByDev(runs, 3).map(({ setting }) => setting)).toEqual(['b', 'a', 'lucky']);
  });

  it('keeps the order of settings that do equally well', () => {
    expect(topByDev([run('z', 0.5), run('a', 0.5)], 1).map(({ setting }) => setting)).toEqual([
      'z',
    ]);
  });
});
