import { describe, expect, it } from 'vitest';

import { requireNextToken, requireScoreText } from '../capabilities/require-capability.ts';
import type { LanguageModel } from '../language-model.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { deduplicate } from './deduplicate.ts';
import { wrapModel } from './wrap-model.ts';

const prompts = (...texts: readonly string[]) => texts.map((prompt) => ({ prompt }));
const nothing = { promptTokens: 0, completionTokens: 0, requests: 0 };

/** The prompts of each call that reached a model. */
const asked = (model: ReturnType<typeof createFakeModel>): readonly unknown[] =>
  model.calls.map(({ requests }) => requests);

describe('a deterministic question', () => {
  it('is asked once within a call, and every place gets the answer', async () => {
    const model = createFakeModel({ generate: ({ prompt }) => prompt.toUpperCase() });
    const replies = await wrapModel(model, deduplicate()).generate(prompts('a', 'b', 'a', 'a'));
    expect(replies.map(({ text }) => text)).toEqual(['A', 'B', 'A', 'A']);
    expect(asked(model)).toEqual([prompts('a', 'b')]);
  });

  it('is not asked again in a later call, and costs nothing then', async () => {
    const model = createFakeModel({ generate: ({ prompt }) => prompt });
    const once = wrapModel(model, deduplicate());
    await once.generate(prompts('a'));
    const [reply] = await once.generate(prompts('a'));
    expect(reply).toEqual({ text: 'a', finishReason: 'stop', usage: nothing });
    expect(asked(model)).toEqual([prompts('a')]);
  });

  it('is not asked again while the answer is on its way', async () => {
    const gate = Promise.withResolvers<string>();
    const model = createFakeModel({ generate: () => gate.promise });
    const once = wrapModel(model, deduplicate());
    const calls = [once.generate(prompts('a')), once.generate(prompts('a'))];
    gate.resolve('yes');
    const replies = await Promise.all(calls);
    expect(replies.map(([reply]) => reply?.text)).toEqual(['yes', 'yes']);
    expect(asked(model)).toEqual([prompts('a')]);
  });

  it('is the same whatever seed and nucleus are named, since none is drawn', async () => {
    const model = createFakeModel({ generate: 'x' });
    const once = wrapModel(model, deduplicate());
    await once.generate([{ prompt: 'a', seed: 1 }], { topP: 0.5 });
    await once.generate([{ prompt: 'a', seed: 2 }], { temperature: 0, seed: 3 });
    expect(model.calls).toHaveLength(1);
  });

  it.each([
    [{ maxTokens: 5 }, { maxTokens: 6 }],
    [{ maxTokens: 5 }, {}],
    [{ stop: ['a', 'b'] }, { stop: ['ab'] }],
    [{ logProbabilities: true }, {}],
  ])('is another with %j than with %j', async (one, other) => {
    const model = createFakeModel({ generate: 'x' });
    const once = wrapModel(model, deduplicate());
    await once.generate(prompts('a'), one);
    await once.generate(prompts('a'), other);
    expect(model.calls).toHaveLength(2);
  });

  it('belongs to its model: another is asked for itself', async () => {
    const models = ['1', '2'].map((id) => createFakeModel({ id, generate: id }));
    const replies = await Promise.all(
      models.map((model) => wrapModel(model, deduplicate()).generate(prompts('a'))),
    );
    expect(replies.map(([reply]) => reply?.text)).toEqual(['1', '2']);
  });
});

describe('a sample', () => {
  it('is drawn each time, though prompt and seed are the same', async () => {
    const model = createFakeModel({ generate: ['1', '2', '3', '4'] });
    const once = wrapModel(model, deduplicate());
    const options = { temperature: 0.7 };
    const request = { prompt: 'a', seed: 5 };
    const replies = [
      ...(await once.generate([request, request], options)),
      ...(await once.generate([request], options)),
      ...(await once.generate([request])),
    ];
    expect(replies.map(({ text }) => text)).toEqual(['1', '2', '3', '4']);
  });
});

describe('a score', () => {
  it('is asked for once', async () => {
    const model = createFakeModel({ scoreText: ({ continuation }) => -continuation.length });
    const once = requireScoreText(wrapModel(model, deduplicate()));
    const requests = [
      { context: 'a', continuation: 'bc' },
      { context: 'ab', continuation: 'c' },
      { context: 'a', continuation: 'bc' },
    ];
    const scores = await once.scoreText(requests);
    expect(scores.map(({ logProbabilities }) => logProbabilities)).toEqual([[-2], [-1], [-2]]);
    expect(scores[2]?.usage).toEqual(nothing);
    expect(asked(model)).toEqual([requests.slice(0, 2)]);
  });

  it('is there only if the model has it', () => {
    expect('scoreText' in wrapModel(createFakeModel(), deduplicate())).toBe(false);
    expect('nextToken' in wrapModel(createFakeModel(), deduplicate())).toBe(false);
  });
});

describe('a distribution of next tokens', () => {
  it('is asked for once for each number of them', async () => {
    const model = createFakeModel({ nextToken: { logProbabilities: { a: -1, b: -2, c: -3 } } });
    const once = requireNextToken(wrapModel(model, deduplicate()), 3);
    const two = await once.nextToken(['x', 'x'], { top: 2 });
    await once.nextToken(['x'], { top: 2 });
    const three = await once.nextToken(['x'], { top: 3 });
    expect(two.map(({ top }) => top.map(({ token }) => token))).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(three[0]?.top).toHaveLength(3);
    expect(asked(model)).toEqual([['x'], ['x']]);
  });
});

describe('when the one who asks', () => {
  it('gives up, those who wait ask for themselves', async () => {
    const gate = Promise.withResolvers<string>();
    const model = createFakeModel({
      generate: async (_, { signal }) =>
        signal === undefined ? 'mine' : Promise.race([gate.promise, untilAborted(signal)]),
    });
    const once = wrapModel(model, deduplicate());
    const controller = new AbortController();
    const first = once.generate(prompts('a'), { signal: controller.signal });
    const second = once.generate(prompts('a'));
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect((await second)[0]?.text).toBe('mine');
  });

  it('fails because of another request, those who wait ask for themselves', async () => {
    let isBroken = true;
    const model = createFakeModel({
      generate: ({ prompt }) => {
        if (prompt === 'bad' && isBroken) throw new Error('no');
        return prompt;
      },
    });
    const once = wrapModel(model, deduplicate());
    const first = once.generate(prompts('good', 'bad'));
    const second = once.generate(prompts('good'));
    await expect(first).rejects.toThrow('no');
    expect((await second)[0]?.text).toBe('good');
    isBroken = false;
    expect((await once.generate(prompts('bad')))[0]?.text).toBe('bad');
  });

  it('fails after some answers came, these are kept', async () => {
    const model: LanguageModel = {
      ...createFakeModel(),
      generate: (_, options) => {
        const usage = { promptTokens: 1, completionTokens: 1 };
        options?.onResult?.({ text: 'kept', finishReason: 'stop', usage }, 0);
        return Promise.reject(new Error('no'));
      },
    };
    const once = wrapModel(model, deduplicate());
    await expect(once.generate(prompts('a', 'b'))).rejects.toThrow('no');
    const [reply] = await once.generate(prompts('a'));
    expect(reply?.text).toBe('kept');
  });
});

describe('who waits for another’s answer', () => {
  it('gets it as soon as it is there, not when the whole call ends', async () => {
    const end = Promise.withResolvers<undefined>();
    const usage = { promptTokens: 1, completionTokens: 1 };
    const reply = (text: string) => ({ text, finishReason: 'stop' as const, usage });
    const model: LanguageModel = {
      ...createFakeModel(),
      async generate(_, options) {
        options?.onResult?.(reply('early'), 0);
        await end.promise;
        return [reply('early'), reply('late')];
      },
    };
    const once = wrapModel(model, deduplicate());
    const first = once.generate(prompts('a', 'b'));
    expect((await once.generate(prompts('a')))[0]?.text).toBe('early');
    end.resolve(undefined);
    await first;
  });

  it('can give up alone', async () => {
    const gate = Promise.withResolvers<string>();
    const once = wrapModel(createFakeModel({ generate: () => gate.promise }), deduplicate());
    const first = once.generate(prompts('a'));
    const controller = new AbortController();
    const second = once.generate(prompts('a'), { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    gate.resolve('yes');
    expect((await first)[0]?.text).toBe('yes');
  });
});

it('does not take a missing answer for one', async () => {
  const mute: LanguageModel = { ...createFakeModel(), generate: () => Promise.resolve([]) };
  await expect(wrapModel(mute, deduplicate()).generate(prompts('a'))).rejects.toThrow(
    '0 answers came to 1 questions',
  );
});

it('tells each answer once, remembered ones too', async () => {
  const once = wrapModel(createFakeModel({ generate: ({ prompt }) => prompt }), deduplicate());
  await once.generate(prompts('a'));
  const heard: string[] = [];
  await once.generate(prompts('a', 'b', 'b'), {
    onResult: ({ text }, index) => heard.push(`${index}${text}`),
  });
  expect(heard.sort()).toEqual(['0a', '1b', '2b']);
});

async function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
