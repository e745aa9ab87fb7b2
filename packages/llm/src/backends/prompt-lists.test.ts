import { describe, expect, it } from 'vitest';

import {
  sendError,
  sendJson,
  startTestServer,
  type TestHandler,
} from '../testing/start-test-server.fixture.ts';
import { openModel, texts } from './prompt-lists.fixture.ts';
import type { ParameterRefusal } from './request-parameter.ts';

interface Body {
  readonly prompt: string | readonly string[];
}

/** Echoes each prompt, as one token for each character. */
const replyTo = (prompts: readonly string[]): object => ({
  choices: prompts.map((text, index) => ({
    ...{ index, text, finish_reason: 'length' },
    logprobs: {
      tokens: Array.from(text),
      token_logprobs: Array.from(text).map((_, at) => (at === 0 ? null : -1)),
      text_offset: Array.from(text).map((_, at) => at),
    },
  })),
  usage: { prompt_tokens: prompts.join('').length, completion_tokens: 0 },
});

/** Scores texts at a server, and notes what was refused and how long the lists were. */
async function scoreAt(refuse: (prompts: readonly string[]) => TestHandler | undefined) {
  const lengths: number[] = [];
  await using server = await startTestServer((request, response, index) => {
    const prompts = [(request.body as Body).prompt].flat();
    lengths.push(prompts.length);
    const refusal = refuse(prompts);
    if (refusal) refusal(request, response, index);
    else sendJson(response, replyTo(prompts));
  });
  const refusals: ParameterRefusal[] = [];
  const model = openModel(server.baseUrl, { onRefusal: (refusal) => refusals.push(refusal) });
  const scores = await model.scoreText?.(texts, { onFailure: 'return' });
  return { lengths, refusals, scores, refuses: model.capabilities.refuses };
}

const refuseWith =
  (status: number): TestHandler =>
  (_, response) =>
    sendError(response, status, { message: 'this request cannot be served' });

describe('a failed request of several prompts', () => {
  it('is divided into its prompts, of which only the bad one fails', async () => {
    const { scores, refusals, lengths } = await scoreAt((prompts) =>
      prompts.some((prompt) => prompt.includes('Question 42:')) ? refuseWith(400) : undefined,
    );
    expect(scores?.flatMap(({ failure }, index) => (failure ? [index] : []))).toEqual([42]);
    // One line, and the other lists stay as long.
    expect(refusals).toEqual([
      { modelId: 'compatible-completions:m', parameter: 'prompt_list', value: 8 },
    ]);
    expect(lengths.filter((length) => length > 1).length).toBeGreaterThanOrEqual(13);
  });

  it('is sent by halves to a server that takes fewer prompts', async () => {
    const { scores, lengths, refuses } = await scoreAt((prompts) =>
      prompts.length > 4 ? refuseWith(400) : undefined,
    );
    expect(scores?.every(({ failure }) => failure === undefined)).toBe(true);
    expect(lengths).toContain(4);
    expect(refuses).toBeUndefined();
  });

  it.each([400, 500, 422])(
    'ends lists at a server that answers each with %i',
    async (status) => {
      const { scores, refuses, refusals } = await scoreAt((prompts) =>
        prompts.length > 1 ? refuseWith(status) : undefined,
      );
      expect(scores?.every(({ failure }) => failure === undefined)).toBe(true);
      expect(refuses).toEqual(['prompt_list']);
      expect(refusals.at(-1)).toEqual({
        modelId: 'compatible-completions:m',
        parameter: 'prompt_list',
      });
    },
    30_000,
  );

  it('is not trusted if the server answers the first prompt alone', async () => {
    const { scores, refuses } = await scoreAt((prompts) =>
      prompts.length > 1
        ? (_, response) => sendJson(response, replyTo(prompts.slice(0, 1)))
        : undefined,
    );
    expect(scores?.every(({ logProbabilities }) => logProbabilities.length === 4)).toBe(true);
    expect(refuses).toEqual(['prompt_list']);
  }, 30_000);
});
