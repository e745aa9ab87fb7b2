import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createLocalModel } from './create-local-model.ts';
import { writeTinyModel } from './testing/tiny-model-file.ts';

const file = writeTinyModel();
afterAll(() => file[Symbol.dispose]());

const request = { context: 'bcd', continuation: 'xyz' };

describe('createLocalModel', () => {
  it('names the model after its file', () => {
    expect(createLocalModel({ path: '/models/small.gguf' }).id).toBe('local:small.gguf');
  });

  it('opens the file with the first call, and then knows its context length', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1 });
    expect(model.capabilities).toEqual({
      scoresText: true,
      textScoring: 'in-process',
      maxTopTokens: 100,
      seeds: true,
      followsSchemas: true,
      countsTokensExactly: true,
    });
    expect(await model.countTokens('xyz')).toBe(3);
    expect(model.capabilities.contextLength).toBe(192);
  });

  it('takes a context of another length', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1, contextLength: 32 });
    const long = model.scoreText([{ context: 'b'.repeat(40), continuation: 'b' }]);
    await expect(long).rejects.toThrow(/holds 32. .* a contextLength of up to 192/);
  });

  it('tries again after a missing file is added', async () => {
    const path = `${file.path}.later`;
    await using model = createLocalModel({ path, threads: 1 });
    await expect(model.open()).rejects.toThrow('no such file');
    writeFileSync(path, file.bytes);
    expect(await model.scoreText([request])).toHaveLength(1);
  });

  it.each([
    { what: 'the metadata', share: 0.1 },
    { what: 'the list of weights', share: 0.17 },
    { what: 'the weights', share: 0.5 },
    { what: 'the last byte', share: 0.99999 },
  ])('reports in one line a file truncated in $what', async ({ share }) => {
    const path = `${file.path}.cut`;
    writeFileSync(path, file.bytes.subarray(0, Math.floor(file.bytes.length * share)));
    await using model = createLocalModel({ path, threads: 1 });
    const call = model.scoreText([request]);
    await expect(call).rejects.toThrow(expect.objectContaining({ code: 'invalid-model-file' }));
    await expect(call).rejects.toThrow(
      `${path}: is truncated: it ends before its last weights. Download it again.`,
    );
  });

  it('reports other problems of a file in llama.cpp’s words', async () => {
    const path = `${file.path}.strange`;
    writeFileSync(
      path,
      Buffer.from(file.bytes).toString('latin1').replaceAll('llama', 'lhama'),
      'latin1',
    );
    await using model = createLocalModel({ path, threads: 1 });
    await expect(model.open()).rejects.toThrow(/llama\.cpp cannot load the file: .*lhama/);
  });

  it('answers calls that are made at once, one after the other', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1 });
    const [scores, replies, again] = await Promise.all([
      model.scoreText([request]),
      model.generate([{ prompt: 'bcd' }], { maxTokens: 3 }),
      model.scoreText([request]),
    ]);
    expect(replies).toHaveLength(1);
    expect(again).toEqual(scores);
  });

  it('evaluates the same tokens without scores as with them', async () => {
    await using scoring = createLocalModel({ path: file.path, threads: 1 });
    await using plain = createLocalModel({ path: file.path, threads: 1 });
    const requests = ['xyz', 'x', 'yy'].map((continuation) => ({ context: 'bcd', continuation }));
    await scoring.scoreText(requests);
    await plain.evaluate(requests);
    expect(plain.statistics).toEqual(scoring.statistics);
  });

  it('reports the sizes of contexts that exceed the memory', async () => {
    const options = { threads: 1, contextLength: 2 ** 26, sequences: 64 };
    await using model = createLocalModel({ path: file.path, ...options });
    await expect(model.open()).rejects.toThrow(
      /not enough memory for 64 contexts of 67108864 tokens \(.*\)\. Lower contextLength or sequences\./,
    );
  });

  it('explains how to install a missing GPU backend', async () => {
    const gpu = process.platform === 'darwin' ? 'cuda' : 'metal';
    await using model = createLocalModel({ path: file.path, gpu });
    const opened = model.open();
    await expect(opened).rejects.toThrow(expect.objectContaining({ code: 'engine-unavailable' }));
  });

  it.each([{ threads: 0 }, { threads: 1.5 }, { sequences: 0 }, { contextLength: 8 }])(
    'refuses %o',
    (options) => {
      expect(() => createLocalModel({ path: file.path, ...options })).toThrow(/must be an integer/);
    },
  );
});

describe('close', () => {
  it('ends running and waiting calls, and refuses later ones', async () => {
    const model = createLocalModel({ path: file.path, threads: 1 });
    await model.open();
    const calls = [1, 2].map((seed) =>
      model.generate([{ prompt: 'bcd', seed }], { temperature: 1, maxTokens: 150 }),
    );
    const ends = Promise.allSettled(calls);
    await model.close();
    for (const end of await ends) {
      expect(end).toMatchObject({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'closed' }),
      });
    }
    await expect(model.scoreText([request])).rejects.toThrow('is closed');
    await expect(model.countTokens('b')).rejects.toThrow('is closed');
  });

  it('does nothing twice, and nothing to a model that was never opened', async () => {
    const model = createLocalModel({ path: '/none.gguf' });
    await model.close();
    await model.close();
  });

  it('leaves other models of the same file alone', async () => {
    await using first = createLocalModel({ path: file.path, threads: 1 });
    const second = createLocalModel({ path: file.path, threads: 1 });
    const scores = await first.scoreText([request]);
    expect(await second.scoreText([request])).toEqual(scores);
    await second.close();
    expect(await first.scoreText([request])).toEqual(scores);
  });
});
