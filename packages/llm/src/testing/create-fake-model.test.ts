import { describe, expect, it } from 'vitest';

import { requireNextToken, requireScoreText } from '../capabilities/require-capability.ts';
import { createFakeModel } from './create-fake-model.ts';

describe('a fake model', () => {
  it('answers every request with a value', async () => {
    const replies = await createFakeModel({ generate: 'hi' }).generate([
      { prompt: 'a' },
      { prompt: 'b' },
    ]);
    expect(replies.map(({ text }) => text)).toEqual(['hi', 'hi']);
  });

  it('answers with a list of values in order, over all calls, and says when they are used up', async () => {
    const model = createFakeModel({ generate: ['one', 'two'] });
    await model.generate([{ prompt: 'a' }]);
    expect((await model.generate([{ prompt: 'b' }]))[0]?.text).toBe('two');
    await expect(model.generate([{ prompt: 'c' }])).rejects.toThrow(
      'The fake model has 2 answers, and this is request 3: {"prompt":"c"}',
    );
  });

  it('answers by a function of request, options and index', async () => {
    const model = createFakeModel({
      generate: ({ prompt }, { maxTokens }, index) => `${prompt} ${String(maxTokens)} ${index}`,
    });
    const replies = await model.generate([{ prompt: 'a' }, { prompt: 'b' }], { maxTokens: 3 });
    expect(replies.map(({ text }) => text)).toEqual(['a 3 0', 'b 3 1']);
  });

  it('fills in what a reply leaves out', async () => {
    const [reply] = await createFakeModel({
      generate: { text: 'hi', finishReason: 'length' },
    }).generate([{ prompt: '12345678' }]);
    expect(reply).toEqual({
      text: 'hi',
      finishReason: 'length',
      usage: { promptTokens: 2, completionTokens: 1 },
    });
  });

  it('scores texts as one token or as several', async () => {
    const model = createFakeModel({ scoreText: [-1.5, { logProbabilities: [-1, -2] }] });
    const requests = ['b', 'c'].map((continuation) => ({ context: 'a', continuation }));
    const scores = await requireScoreText(model).scoreText(requests);
    expect(scores.map(({ logProbabilities }) => logProbabilities)).toEqual([[-1.5], [-1, -2]]);
  });

  it('gives the requested number of next tokens, best first', async () => {
    const model = createFakeModel({ nextToken: { logProbabilities: { a: -3, b: -1, c: -2 } } });
    const [distribution] = await requireNextToken(model, 2).nextToken(['x'], { top: 2 });
    expect(distribution?.top).toEqual([
      { token: 'b', logProbability: -1 },
      { token: 'c', logProbability: -2 },
    ]);
  });

  it('has only the calls that it has answers for', () => {
    const model = createFakeModel();
    expect(model.capabilities).toEqual({ scoresText: false, maxTopTokens: 0, seeds: true });
    expect(['scoreText' in model, 'nextToken' in model]).toEqual([false, false]);
  });

  it('keeps every call on record, failed ones too', async () => {
    const model = createFakeModel({ generate: () => Promise.reject(new Error('no')) });
    await expect(model.generate([{ prompt: 'a' }], { maxTokens: 1 })).rejects.toThrow('no');
    expect(model.calls).toEqual([
      { kind: 'generate', requests: [{ prompt: 'a' }], options: { maxTokens: 1 } },
    ]);
  });
});
