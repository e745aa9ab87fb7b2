import type { Token } from 'node-llama-cpp';
import { describe, expect, it } from 'vitest';
import { type CheckedEngine, checkEngine } from './check-engine.ts';

const token = 5 as Token;

/** A decoder for which the token has the probability 1/2, and a sequence that reports another. */
function engine(probability: number): CheckedEngine {
  const next = { probabilities: new Map([[token, probability]]) };
  const answer = new Map([[5, Math.log(0.5)]]);
  return {
    sequence: {
      controlledEvaluate: async (input) => input.map(() => ({ next })),
      clearHistory: async () => undefined,
    },
    decoder: {
      read: async (rows) => new Map(rows.map((_, row) => [row, answer])),
    },
  };
}

describe('checkEngine', () => {
  const tokens = Array<number>(6).fill(token);

  it('accepts an engine whose two ways to score agree', async () => {
    await checkEngine(engine(0.5), tokens, '1.2.3');
  });

  it('refuses one whose ways differ, and names the version and the difference', async () => {
    const checked = checkEngine(engine(0.25), tokens, '1.2.3');
    await expect(checked).rejects.toThrow(expect.objectContaining({ code: 'engine-mismatch' }));
    await expect(checked).rejects.toThrow(/node-llama-cpp 1\.2\.3 .* differ by 0\.69/);
  });

  it('refuses one that leaves the token out', async () => {
    const checked = checkEngine(engine(0.5), [5, 6, 5, 6, 5, 6], '1.2.3');
    await expect(checked).rejects.toThrow('differ by Infinity');
  });
});
