import { afterAll, describe, expect, it } from 'vitest';
import { ContextOverflowError } from '../context-overflow-error.ts';
import { createLocalModel } from '../create-local-model.ts';
import { tinyLogProbabilities } from '../testing/tiny-forward.ts';
import { SHAPE } from '../testing/tiny-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const file = writeTinyModel();
const model = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await model.close();
  file[Symbol.dispose]();
});

/**
 * The texts of the most likely single characters after a context, by the definition of the model.
 */
function expectedTop(context: string): readonly string[] {
  const tokens = [file.vocabularySize - 1, ...Buffer.from(context)];
  const last = tinyLogProbabilities(tokens, file.weights).at(-1) ?? [];
  return [...last.entries()]
    .toSorted((left, right) => right[1] - left[1])
    .filter(([token]) => token > 32 && token < 127)
    .slice(0, 5)
    .map(([token]) => String.fromCharCode(token));
}

describe('nextToken', () => {
  it('returns the most likely tokens by the definition of the model', async () => {
    const contexts = ['bcd', 'xyz', ''];
    const distributions = await model.nextToken(contexts, { top: 100 });
    for (const [index, { top }] of distributions.entries()) {
      const characters = top.map(({ token }) => token).filter((token) => /^[!-~]$/.test(token));
      expect(characters.slice(0, 5)).toEqual(expectedTop(contexts[index] ?? ''));
    }
  });

  it('returns the requested number of tokens, up to a hundred', async () => {
    const [few] = await model.nextToken(['bcd'], { top: 3 });
    const [many] = await model.nextToken(['bcd'], { top: 100 });
    expect(few?.top).toEqual(many?.top.slice(0, 3));
    expect(many?.top).toHaveLength(100);
    await expect(model.nextToken(['bcd'], { top: 101 })).rejects.toThrow('at most 100');
  });

  it('agrees with scoring on a token’s log-probability within rounding', async () => {
    const [distribution] = await model.nextToken(['bcd'], { top: 20 });
    const letters = distribution?.top.filter(({ token }) => /^[!-~]$/.test(token)) ?? [];
    const scores = await model.scoreText(
      letters.map(({ token }) => ({ context: 'bcd', continuation: token })),
    );
    expect(letters.length).toBeGreaterThan(3);
    for (const [index, { logProbability }] of letters.entries()) {
      const [scored = NaN] = scores[index]?.logProbabilities ?? [];
      expect(Math.abs(scored - logProbability)).toBeLessThan(1e-6);
    }
  });

  it('names a token that is only part of a character by its number, and none twice', async () => {
    const [distribution] = await model.nextToken(['bcd'], { top: 100 });
    const names = distribution?.top.map(({ token }) => token) ?? [];
    expect(names.filter((name) => /^<token \d+>$/.test(name)).length).toBeGreaterThan(0);
    expect(names.join('')).not.toContain('\uFFFD');
    expect(new Set(names).size).toBe(100);
  });

  it('reports the lengths if a context leaves no room for a token', async () => {
    const context = 'b'.repeat(SHAPE.contextLength - 1);
    await expect(model.nextToken([context], { top: 1 })).rejects.toThrow(ContextOverflowError);
    expect(await model.nextToken([context.slice(1)], { top: 1 })).toHaveLength(1);
  });
});
