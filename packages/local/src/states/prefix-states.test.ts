import { readdirSync } from 'node:fs';
import type { LlamaContextSequence } from 'node-llama-cpp';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';

import { createLocalModel } from '../create-local-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';
import { createPrefixStates } from './prefix-states.ts';
import { FOLDER_PREFIX } from './stale-folders.ts';

const file = writeTinyModel();
afterAll(() => file[Symbol.dispose]());

const folders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`${FOLDER_PREFIX}${process.pid}-`));

/** A sequence whose states take one byte each. */
const fakeSequence = (own: Partial<LlamaContextSequence> = {}): LlamaContextSequence =>
  ({
    needsCheckpoints: false,
    saveStateToFile: async () => Promise.resolve({ fileSize: 1 }),
    loadStateFromFile: async () => Promise.resolve(),
    ...own,
  }) as LlamaContextSequence;

/** Examples after the demonstrations of a candidate, as a block of a race scores them. */
const block = (demonstrations: string, inputs: readonly string[]) =>
  inputs.map((input) => ({ context: demonstrations + input, continuation: 'yz' }));

const candidates = ['bcdf', 'fdcb', 'cfbd'].map((text) => text.repeat(12));
const blocks = [
  ['bb', 'cc', 'dd'],
  ['ff', 'bc', 'df'],
];

describe('kept prefixes', () => {
  it('are not evaluated again in later calls, and change no score', async () => {
    const options = { path: file.path, threads: 1 };
    await using keeping = createLocalModel({ ...options, keepPrefixes: true });
    await using forgetful = createLocalModel({ ...options, keepPrefixes: false });
    const evaluated: number[] = [];
    for (const inputs of blocks) {
      const requests = candidates.flatMap((candidate) => block(candidate, inputs));
      const before = keeping.statistics.tokensEvaluated;
      const scores = await keeping.scoreText(requests);
      evaluated.push(keeping.statistics.tokensEvaluated - before);
      expect(scores).toEqual(await forgetful.scoreText(requests));
    }
    const [first = 0, second = 0] = evaluated;
    // Three candidates of 48 tokens, each with three rests of three tokens.
    expect(first).toBeGreaterThan(3 * 48);
    expect(second).toBeLessThan(3 * 16);
    expect(forgetful.statistics.tokensEvaluated).toBeGreaterThan(2 * 3 * 48);
  });

  it('are removed with their folder when the model is closed', async () => {
    const model = createLocalModel({ path: file.path, threads: 1, keepPrefixes: true });
    await model.scoreText(block(candidates[0] ?? '', ['bb', 'cc']));
    expect(folders()).toHaveLength(1);
    await model[Symbol.asyncDispose]();
    expect(folders()).toHaveLength(0);
  });

  it('are in one folder if several lanes keep them at once', async () => {
    const states = createPrefixStates();
    await Promise.all(
      [1, 2].map(async (token) =>
        states.keep(
          fakeSequence(),
          Array.from({ length: 40 }, () => token),
        ),
      ),
    );
    expect(folders()).toHaveLength(1);
    await states.close();
    expect(folders()).toHaveLength(0);
  });

  it('go in the order of their last use if they exceed the limit', async () => {
    const states = createPrefixStates({ mostBytes: 2 });
    const [one, two, three] = [1, 2, 3].map((token) => Array.from({ length: 40 }, () => token));
    const range = { present: 0, useful: 40 };
    const recall = async (tokens: readonly number[] = []) =>
      states.recall(fakeSequence(), tokens, range);
    await states.keep(fakeSequence(), one ?? []);
    await states.keep(fakeSequence(), two ?? []);
    expect(await recall(one)).toEqual(one);
    await states.keep(fakeSequence(), three ?? []);
    expect(await recall(one)).toEqual(one);
    expect(await recall(two)).toBeUndefined();
    expect(await recall(three)).toEqual(three);
    await states.close();
  });

  it('leave a cleared sequence if one cannot be loaded, and are not tried again', async () => {
    const states = createPrefixStates();
    const tokens = Array.from({ length: 40 }, (_, at) => at);
    await states.keep(fakeSequence(), tokens);
    let cleared = 0;
    const broken = fakeSequence({
      loadStateFromFile: async () => Promise.reject(new Error('damaged')),
      clearHistory: async () => {
        cleared++;
      },
    });
    const range = { present: 0, useful: 40 };
    expect(await states.recall(broken, tokens, range)).toEqual([]);
    expect(cleared).toBe(1);
    expect(await states.recall(broken, tokens, range)).toBeUndefined();
    await states.close();
  });

  it('are not written for a small model unless asked for', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1 });
    await model.scoreText(block(candidates[0] ?? '', ['bb', 'cc']));
    expect(folders()).toHaveLength(0);
  });
});
