import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rankings } from '@dln/vi';
import { describe, expect, it } from 'vitest';
import { gridSchema, type Grid } from './grid.ts';
import { replayGrid } from './replay-grid.ts';

const settings = { raceBlock: 5, dropBeyond: 2 };
const replays = { replays: 50, seed: 1 };

/** Candidates whose scores do not depend on the example: the later, the better. */
const clear: Grid = {
  ...{ dataset: 'd', model: 'm', seed: 1, settings: {} },
  candidates: Array.from({ length: 25 }, (_, candidate) => ({
    scores: Array.from({ length: 40 }, () => candidate / 100 - 1),
    testAccuracy: candidate < 20 ? null : candidate / 25,
  })),
};

describe('replayGrid', () => {
  it('asks a full ranking for every score, and has no regret', () => {
    const replayed = replayGrid(clear, rankings.full({ ...settings, ranking: 'full' }), replays);
    const { testAccuracy, ...figures } = replayed;
    expect(figures).toEqual({
      ...{ share: 1, regret: 0, worstRegret: 0, sameWinner: 1, untested: 0 },
      fullTestAccuracy: 0.96,
    });
    expect(testAccuracy).toBeCloseTo(0.96, 9);
  });

  it('counts what halving asks', () => {
    const halving = rankings.halving({ ...settings, ranking: 'halving' });
    const { share, sameWinner } = replayGrid(clear, halving, replays);
    expect(share).toBeCloseTo(0.292, 9);
    expect(sameWinner).toBe(1);
  });

  it('finds the regret of a choice by the first examples only', () => {
    const early = { ...rankings.full({ ...settings, ranking: 'full' }), stops: () => [1] };
    const grid: Grid = {
      ...clear,
      candidates: [
        { scores: [-1, -1], testAccuracy: 0.5 },
        // Better on one example, worse on the other, and worse on average.
        { scores: [0, -3], testAccuracy: null },
      ],
    };
    const { regret, worstRegret, untested, share } = replayGrid(grid, early, {
      ...replays,
      replays: 400,
    });
    expect(worstRegret).toBe(0.5);
    expect(regret).toBeCloseTo(0.25, 1);
    expect(untested).toBeCloseTo(0.5, 1);
    expect(share).toBe(0.5);
  });
});

it.each([
  ['mpqa', 0.0044, 0.615],
  ['trec', 0.0034, 0.48],
  ['airline', 0.0049, 0.61],
])(
  'halves the recorded field of %s within 0.005 nats (%d), for three tenths of the scores, and its winners are right on %d of the test examples',
  async (dataset, regret, testAccuracy) => {
    const file = fileURLToPath(new URL(`../../grids/${dataset}-1.json`, import.meta.url));
    const grid = gridSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const halving = rankings.halving({ ...settings, ranking: 'halving' });
    const replayed = replayGrid(grid, halving, { replays: 400, seed: 1 });
    expect(replayed.share).toBeLessThan(0.3);
    expect(replayed.regret).toBeCloseTo(regret, 4);
    expect(replayed.testAccuracy).toBeCloseTo(testAccuracy, 2);
    expect(replayed.testAccuracy).toBeGreaterThan((replayed.fullTestAccuracy ?? 1) - 0.005);
  },
);
