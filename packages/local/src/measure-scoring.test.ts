import { afterAll, describe, expect, it } from 'vitest';
import { createLocalModel } from './create-local-model.ts';
import { measureScoring } from './measure-scoring.ts';
import { writeTinyModel } from './testing/tiny-model-file.ts';

const file = writeTinyModel();
afterAll(() => file[Symbol.dispose]());

describe('measureScoring', () => {
  it('takes all three ways in turn, and counts the best round of each', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1 });
    // Round 1 takes 20, 10 and 15 milliseconds by this clock, round 2 takes 40, 30 and 35.
    const readings = [0, 20, 20, 30, 30, 45, 45, 85, 85, 115, 115, 150];
    const measured = await measureScoring(model, {
      requests: ['xyz', 'xy', 'z'].map((continuation) => ({ context: 'bcd', continuation })),
      now: () => readings.shift() ?? NaN,
      rounds: 2,
    });
    expect(measured).toMatchObject({
      rounds: [
        { scoringInMs: 20, plainInMs: 10, allLogitsInMs: 15 },
        { scoringInMs: 40, plainInMs: 30, allLogitsInMs: 35 },
      ],
      textsPerSecond: 150,
      plainRatio: 0.5,
      ratio: 0.75,
      // The mark of the beginning, bcd, x and y; the last tokens need not be evaluated.
      distinctPrefixTokens: 6,
    });
    expect(measured.plainTokensPerSecond).toBe(2 * measured.tokensPerSecond);
  });
});
