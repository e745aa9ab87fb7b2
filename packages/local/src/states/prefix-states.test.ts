import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';

import { createLocalModel } from '../create-local-model.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';
import { FOLDER_PREFIX } from './stale-folders.ts';

const file = writeTinyModel();
afterAll(() => file[Symbol.dispose]());

const folders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`${FOLDER_PREFIX}${process.pid}-`));

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

  it('are not written for a small model unless asked for', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1 });
    await model.scoreText(block(candidates[0] ?? '', ['bb', 'cc']));
    expect(folders()).toHaveLength(0);
  });
});
