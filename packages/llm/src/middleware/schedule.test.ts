import { describe, expect, it } from 'vitest';

import { requireNextToken, requireScoreText } from '../capabilities/require-capability.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { LanguageModel } from '../language-model.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { schedule } from './schedule.ts';
import { wrapModel } from './wrap-model.ts';

const scheduler = () => createScheduler({ concurrency: 2, sleep: () => Promise.resolve() });
const requests = ['a', 'b', 'c'].map((prompt) => ({ prompt }));

describe('a scheduled model', () => {
  it('is asked one request at a time, no more at once than the scheduler allows', async () => {
    let running = 0;
    let most = 0;
    const model = createFakeModel({
      generate: async ({ prompt }) => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
        return prompt;
      },
    });
    const heard: number[] = [];
    const replies = await wrapModel(model, schedule(scheduler())).generate(requests, {
      maxTokens: 3,
      onResult: (_, index) => heard.push(index),
    });
    expect(replies.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(model.calls.map((call) => [call.requests.length, call.options])).toMatchObject([
      [1, { maxTokens: 3 }],
      [1, { maxTokens: 3 }],
      [1, { maxTokens: 3 }],
    ]);
    expect([most, heard]).toEqual([2, [0, 1, 2]]);
  });

  it('is asked again if an error may pass', async () => {
    let failures = 2;
    const model = createFakeModel({
      generate: ({ prompt }) => {
        if (failures-- > 0) throw Object.assign(new Error('busy'), { isRetryable: true });
        return prompt;
      },
    });
    const replies = await wrapModel(model, schedule(scheduler())).generate(requests);
    expect(replies.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(model.calls).toHaveLength(5);
  });

  it('scores texts and gives next tokens the same way, if the model does', async () => {
    const model = wrapModel(
      createFakeModel({
        scoreText: ({ continuation }) => -continuation.length,
        nextToken: { logProbabilities: { a: -1, b: -2 } },
      }),
      schedule(scheduler()),
    );
    const scores = await requireScoreText(model).scoreText([
      { context: 'x', continuation: 'one' },
      { context: 'x', continuation: 'four' },
    ]);
    const [next] = await requireNextToken(model, 1).nextToken(['x'], { top: 1 });
    expect(scores.map(({ logProbabilities }) => logProbabilities)).toEqual([[-3], [-4]]);
    expect(next?.top).toEqual([{ token: 'a', logProbability: -1 }]);
    expect('scoreText' in wrapModel(createFakeModel(), schedule(scheduler()))).toBe(false);
  });

  it('does not take no answer for one', async () => {
    const mute: LanguageModel = { ...createFakeModel(), generate: () => Promise.resolve([]) };
    await expect(wrapModel(mute, schedule(scheduler())).generate(requests)).rejects.toThrow(
      'fake gave 0 results for one request',
    );
  });
});
