import { describe, expect, it } from 'vitest';

import { promptText } from '../prompts/prompt.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { everyCall } from './every-call.ts';
import type { ModelMiddleware } from './model-middleware.ts';
import { wrapModel } from './wrap-model.ts';

const adding = (text: string): ModelMiddleware => ({
  wrapGenerate: async ({ requests, options, next }) => {
    const replies = await next(
      requests.map((request) => ({ ...request, prompt: `${promptText(request.prompt)}${text}` })),
      options,
    );
    return replies.map((reply) => ({ ...reply, text: `${reply.text}${text.toUpperCase()}` }));
  },
});

describe('wrapModel', () => {
  it('passes a call through the middleware from the first to the last, and the result back', async () => {
    const model = createFakeModel({ generate: ({ prompt }) => prompt });
    const wrapped = wrapModel(model, [adding('a'), adding('b')]);
    const [reply] = await wrapped.generate([{ prompt: '-' }]);
    expect(reply?.text).toBe('-abBA');
  });

  it('leaves kinds of calls without a wrapper unchanged', async () => {
    const model = createFakeModel({ scoreText: -2, nextToken: { logProbabilities: { a: -1 } } });
    const wrapped = wrapModel(model, adding('a'));
    const [score] = (await wrapped.scoreText?.([{ context: 'c', continuation: 'd' }])) ?? [];
    const [next] = (await wrapped.nextToken?.(['c'], { top: 1 })) ?? [];
    expect(score?.logProbabilities).toEqual([-2]);
    expect(next?.top).toEqual([{ token: 'a', logProbability: -1 }]);
  });

  it('has only the calls that the model has', () => {
    const wrapped = wrapModel(
      createFakeModel(),
      everyCall(async ({ requests, options, next }) => next(requests, options)),
    );
    expect(['scoreText' in wrapped, 'nextToken' in wrapped]).toEqual([false, false]);
  });

  it('shows capabilities that become known later', () => {
    let contextLength = 1;
    const model = {
      ...createFakeModel(),
      get capabilities() {
        return { scoresText: false, maxTopTokens: 0, seeds: true, contextLength };
      },
    };
    const wrapped = wrapModel(model, adding('a'));
    contextLength = 2;
    expect(wrapped.capabilities.contextLength).toBe(2);
  });
});

describe('everyCall', () => {
  it('wraps calls of all kinds, with the text that the model reads', async () => {
    const seen: unknown[] = [];
    const model = createFakeModel({
      scoreText: -2,
      nextToken: { logProbabilities: { a: -1 } },
    });
    const wrapped = wrapModel(
      model,
      everyCall(async ({ kind, requests, options, next, promptOf, sampling }) => {
        seen.push([kind, requests.map(promptOf), sampling?.maxTokens]);
        return next(requests, options);
      }),
    );
    await wrapped.generate([{ prompt: 'p' }], { maxTokens: 3 });
    await wrapped.scoreText?.([{ context: 'c', continuation: 'd' }]);
    await wrapped.nextToken?.(['n'], { top: 1 });
    expect(seen).toEqual([
      ['generate', ['p'], 3],
      ['scoreText', ['cd'], undefined],
      ['nextToken', ['n'], undefined],
    ]);
  });
});
