import type { Token } from 'node-llama-cpp';
import { describe, expect, it } from 'vitest';
import { type CheckedSequence, checkEngine } from './check-engine.ts';
import { EngineMismatchError } from './engine-mismatch-error.ts';

const token = 5 as Token;

/**
 * A sequence whose logits make two tokens equally likely, but which reports `probability` for them.
 */
function sequence(probability: number): CheckedSequence {
  const next = {
    logits: new Map([[token, 1]]),
    totalLogitWeight: 2,
    probabilities: new Map([[token, probability]]),
  };
  return {
    controlledEvaluate: async (input) => input.map(() => ({ next })),
    clearHistory: async () => undefined,
  };
}

describe('checkEngine', () => {
  const tokens = Array<number>(6).fill(token);

  it('accepts an engine whose two ways to score agree', async () => {
    await checkEngine(sequence(0.5), tokens, '1.2.3');
  });

  it('refuses one whose ways differ, and names the version and the difference', async () => {
    const checked = checkEngine(sequence(0.25), tokens, '1.2.3');
    await expect(checked).rejects.toThrow(EngineMismatchError);
    await expect(checked).rejects.toThrow(/node-llama-cpp 1\.2\.3 .* differ by 0\.69/);
  });

  it('refuses one that leaves the token out', async () => {
    const checked = checkEngine(sequence(0.5), [5, 6, 5, 6, 5, 6], '1.2.3');
    await expect(checked).rejects.toThrow('differ by Infinity');
  });
});
