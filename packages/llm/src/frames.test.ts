import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import {
  type Budget,
  createChatModel,
  createCompletionsModel,
  type EndpointModelOptions,
  type LanguageModel,
  NO_USAGE,
} from './index.ts';

/** The most calls of our own between a model's method and `fetch`. */
const MAX_FRAMES = 8;

const stackTraceLimit = Error.stackTraceLimit;

beforeEach(() => {
  Error.stackTraceLimit = 200;
});

afterEach(() => {
  Error.stackTraceLimit = stackTraceLimit;
  vi.unstubAllGlobals();
});

/** The frames of this package in the present call stack, innermost first: `name (file)`. */
function ownFrames(): readonly string[] {
  return (new Error('stack').stack ?? '')
    .split('\n')
    .filter((line) => /packages\/llm\/src\//.test(line) && !line.includes('.test.ts'))
    .map((line) => {
      const [, name = '', file = ''] =
        /at (?:async )?(?:(.*) \()?.*packages\/llm\/src\/(.*?):\d+:\d+\)?$/.exec(line) ?? [];
      return `${name.split('.').at(-1)} (${file})`;
    });
}

const reply = {
  choices: [
    {
      text: 'ab',
      message: { content: 'b' },
      logprobs: { tokens: ['a', 'b'], token_logprobs: [null, -1], text_offset: [0, 1] },
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
};

/**
 * The frames from a method of a model to `fetch`, innermost first. The client awaits before it
 * calls `fetch`, so the chain has two parts, which meet in the function that reserves the budget.
 */
async function framesOf(
  open: (options: EndpointModelOptions) => LanguageModel,
  call: (model: LanguageModel) => Promise<unknown> | undefined,
  until: 'fetch' | 'list' = 'fetch',
): Promise<readonly string[]> {
  let outer: readonly string[] = [];
  let inner: readonly string[] = [];
  vi.stubGlobal('fetch', () => {
    if (until === 'fetch') inner = ownFrames();
    return Promise.resolve(Response.json(reply));
  });
  if (until === 'list')
    vi.stubGlobal('setImmediate', (send: () => void) => {
      const own = ownFrames();
      // A reply that is read waits for a turn, too.
      const [meeting = ''] = outer;
      if (own.includes(meeting)) inner = own;
      queueMicrotask(send);
    });
  const budget: Budget = {
    limits: {},
    spent: NO_USAGE,
    unanswered: NO_USAGE,
    fits: () => true,
    reserve: () => {
      outer = ownFrames();
      return Promise.resolve({ settle: () => undefined, forfeit: () => undefined });
    },
  };
  const model = open({
    ...{ model: 'm', baseUrl: 'http://localhost:1/v1', apiKey: 'EMPTY', budget },
    capabilities: { promptLists: true },
  });
  // The first request of an endpoint goes alone.
  if (until === 'list') await call(model);
  await call(model);
  const [meeting = ''] = outer;
  expect(inner).toContain(meeting);
  return [...inner.slice(0, inner.indexOf(meeting)), ...outer];
}

it('reaches fetch from scoreText through at most eight functions', async () => {
  const frames = await framesOf(createCompletionsModel, (model) =>
    model.scoreText?.([{ context: 'a', continuation: 'b' }]),
  );
  expect(frames.at(-1)).toMatch(/^scoreText /);
  expect(frames.length, frames.join('\n')).toBeLessThanOrEqual(MAX_FRAMES);
});

it('reaches a list of prompts from scoreText through at most eight functions', async () => {
  const scoreText = (model: LanguageModel) =>
    model.scoreText?.([{ context: 'a', continuation: 'b' }]);
  const frames = await framesOf(createCompletionsModel, scoreText, 'list');
  expect(frames.at(-1)).toMatch(/^scoreText /);
  expect(frames[0]).toMatch(/prompt-lists/);
  expect(frames.length, frames.join('\n')).toBeLessThanOrEqual(MAX_FRAMES);
});

it('reaches fetch from generate of a chat model through at most eight functions', async () => {
  const frames = await framesOf(createChatModel, (model) => model.generate([{ prompt: 'a' }]));
  expect(frames.at(-1)).toMatch(/create-batched-call/);
  expect(frames.length, frames.join('\n')).toBeLessThanOrEqual(MAX_FRAMES);
});
