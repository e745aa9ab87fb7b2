import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_PRICE, type LanguageModel, type ScoreTextRequest } from '@dln/llm';
import { afterAll, describe, expect, it } from 'vitest';
import { createRecordedModel } from './recorded-model.ts';
import { openRecordedReplies, writeRecordedReplies } from './recorded-replies.ts';

const folder = await mkdtemp(join(tmpdir(), 'recorded-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Scores a text by its length, and counts what it is asked. */
function countingModel(): { readonly model: LanguageModel; readonly asked: string[] } {
  const asked: string[] = [];
  const model: LanguageModel = {
    id: 'counting',
    capabilities: { scoresText: true, maxTopTokens: 100, seeds: true },
    price: NO_PRICE,
    generate: async (requests) =>
      requests.map(() => ({
        text: 'reply',
        finishReason: 'stop',
        usage: { promptTokens: 3, completionTokens: 1 },
      })),
    scoreText: async (requests) =>
      requests.map(({ continuation }) => {
        asked.push(continuation);
        return {
          logProbabilities: [-continuation.length / 3],
          usage: { promptTokens: 7, completionTokens: 0 },
        };
      }),
    countTokens: (text) => text.length,
  };
  return { model, asked };
}

const requests: readonly ScoreTextRequest[] = [
  { context: 'A secret sentence of a dataset.', continuation: 'yes' },
  { context: 'A secret sentence of a dataset.', continuation: 'no' },
  { context: 'A secret sentence of a dataset.', continuation: 'yes' },
];

describe('createRecordedModel', () => {
  it('asks the model once, and replays the same scores without it', async () => {
    const file = join(folder, 'replies.jsonl');
    const { model, asked } = countingModel();
    const recording = createRecordedModel({
      name: 'm',
      replies: openRecordedReplies({ files: [file], addTo: file }),
      model,
    });
    const first = await recording.scoreText?.(requests);
    await recording.scoreText?.(requests);
    const generated = await recording.generate([{ prompt: 'p' }], { maxTokens: 4 });
    expect(await recording.countTokens('four')).toBe(4);
    expect(asked).toEqual(['yes', 'no']);

    const packed = join(folder, 'replies.gz');
    writeRecordedReplies(packed, openRecordedReplies({ files: [file] }));
    const replies = openRecordedReplies({ files: [packed] });
    const replayed = createRecordedModel({ name: 'm', replies });
    expect(await replayed.scoreText?.(requests)).toEqual(first);
    expect(first?.map(({ logProbabilities }) => logProbabilities)).toEqual([
      [-1],
      [-0.66667],
      [-1],
    ]);
    expect(await replayed.generate([{ prompt: 'p' }], { maxTokens: 4 })).toEqual(generated);
    expect(await replayed.countTokens('four')).toBe(4);
  });

  it('refuses a request that was not recorded', async () => {
    const replayed = createRecordedModel({
      name: 'm',
      replies: openRecordedReplies({ files: [] }),
    });
    await expect(replayed.scoreText?.(requests)).rejects.toThrow(
      expect.objectContaining({ code: 'missing-reply' }),
    );
    await expect(replayed.scoreText?.(requests)).rejects.toThrow(
      '2 of 3 requests to m have no recorded reply',
    );
  });

  it('writes no text of a request', async () => {
    const file = join(folder, 'hashes.jsonl');
    const replies = openRecordedReplies({ files: [], addTo: file });
    await createRecordedModel({ name: 'm', replies, model: countingModel().model }).scoreText?.(
      requests,
    );
    expect(await readFile(file, 'utf8')).not.toMatch(/secret|yes/);
  });

  it('tells models apart', async () => {
    const replies = openRecordedReplies({ files: [] });
    const { model } = countingModel();
    await createRecordedModel({ name: 'one', replies, model }).scoreText?.(requests);
    await expect(
      createRecordedModel({ name: 'other', replies }).scoreText?.(requests),
    ).rejects.toThrow(expect.objectContaining({ code: 'missing-reply' }));
  });
});

describe('openRecordedReplies', () => {
  it('leaves out the incomplete last line of a killed run, and reports any other damage', async () => {
    const file = join(folder, 'damaged.jsonl');
    await writeFile(file, '["a",1]\n["b",[1,');
    expect(openRecordedReplies({ files: [file] }).entries()).toEqual([['a', 1]]);
    await writeFile(file, '["a",1]\n["b",\n["c",2]\n');
    expect(() => openRecordedReplies({ files: [file] })).toThrow(
      expect.objectContaining({ code: 'invalid-recording' }),
    );
    expect(() => openRecordedReplies({ files: [file] })).toThrow('line 2 is damaged');
  });
});
