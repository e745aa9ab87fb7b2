import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import { sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import type { LanguageModel } from '../language-model.ts';
import { createCompletionsModel } from './create-completions-model.ts';

/** What LiteLLM 1.74.9 answers while the server behind it is down. */
const DOWN = {
  error: {
    message:
      'litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.. ' +
      'Received Model Group=small\nAvailable Model Group Fallbacks=None',
    type: null,
    param: null,
    code: '500',
  },
};

/** A reply with the fields that LiteLLM adds. */
const REPLY = {
  id: 'cmpl-1',
  object: 'text_completion',
  model: 'small',
  choices: [{ finish_reason: 'length', index: 0, text: ' Paris', logprobs: null }],
  usage: {
    ...{ completion_tokens: 1, prompt_tokens: 5, total_tokens: 6 },
    ...{ completion_tokens_details: null, prompt_tokens_details: null },
  },
  system_fingerprint: null,
};

const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8' };

function sendStreamedError(response: ServerResponse): void {
  response.writeHead(500, EVENTS);
  const message =
    'litellm.APIConnectionError: APIConnectionError: OpenAIException - Connection error.';
  response.end(`data: ${JSON.stringify({ error: { ...DOWN.error, message } })}\n\n`);
}

function connect(baseUrl: string, maxRetries: number) {
  const scheduler = createScheduler({ maxRetries, sleep: async () => Promise.resolve() });
  return createCompletionsModel({ model: 'small', baseUrl, apiKey: 'E', scheduler });
}

async function readStream(model: LanguageModel): Promise<string> {
  if (model.streamText === undefined) throw new Error('the model cannot stream');
  let text = '';
  for await (const part of model.streamText({ prompt: 'Hello' }, { maxTokens: 4 }))
    if (part.type === 'text') text += part.text;
  return text;
}

it('repeats a request while the server behind LiteLLM is down, and takes its reply (issue 14.14)', async () => {
  await using server = await startTestServer((_, response, index) => {
    if (index < 2) sendJson(response, DOWN, { status: 500 });
    else sendJson(response, REPLY, { headers: { 'x-litellm-attempted-retries': '0' } });
  });
  const model = connect(server.baseUrl, 3);
  const [reply] = await model.generate([{ prompt: 'The capital of France is' }], { maxTokens: 1 });
  expect(reply).toMatchObject({ text: ' Paris', usage: { promptTokens: 5, completionTokens: 1 } });
  expect(server.received).toHaveLength(3);
});

it('gives the words of LiteLLM if the server stays down (issue 14.14)', async () => {
  await using server = await startTestServer((_, response) => {
    sendJson(response, DOWN, { status: 500 });
  });
  await expect(
    connect(server.baseUrl, 1).generate([{ prompt: 'Hello' }], { maxTokens: 1 }),
  ).rejects.toMatchObject({
    name: 'ApiCallError',
    message: expect.stringContaining('OpenAIException - Connection error') as string,
  });
});

it('repeats a stream that LiteLLM answers with an error as an event (issue 14.14)', async () => {
  await using server = await startTestServer((_, response, index) => {
    if (index === 0) {
      sendStreamedError(response);
      return;
    }
    response.writeHead(200, EVENTS);
    const choice = { text: ' Paris', index: 0, finish_reason: 'length' };
    response.end(`data: ${JSON.stringify({ choices: [choice] })}\n\ndata: [DONE]\n\n`);
  });
  expect(await readStream(connect(server.baseUrl, 2))).toBe(' Paris');
  expect(server.received).toHaveLength(2);
});

it('gives the words of an error in the middle of a stream of LiteLLM (issue 14.14)', async () => {
  await using server = await startTestServer((_, response) => {
    response.writeHead(200, EVENTS);
    response.write(`data: ${JSON.stringify({ choices: [{ text: ' Par', index: 0 }] })}\n\n`);
    response.end(`data: ${JSON.stringify(DOWN)}\n\n`);
  });
  await expect(readStream(connect(server.baseUrl, 0))).rejects.toThrow(
    /OpenAIException - Connection error/,
  );
});
