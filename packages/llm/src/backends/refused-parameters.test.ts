import { describe, expect, it } from 'vitest';

import { probeModel } from '../probe/probe-model.ts';
import { completionOf, sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createChatModel } from './create-chat-model.ts';
import { createCompletionsModel } from './create-completions-model.ts';
import { describeRefusal, type ParameterRefusal } from './request-parameter.ts';

type Body = Readonly<Record<string, unknown>>;

/** How servers word it, by the setting that they refuse. */
const wordings: readonly (readonly [string, string, number, unknown])[] = [
  [
    'OpenAI',
    'temperature',
    400,
    {
      error: {
        message:
          "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        type: 'invalid_request_error',
        param: 'temperature',
        code: 'unsupported_value',
      },
    },
  ],
  [
    'OpenAI',
    'max_tokens',
    400,
    {
      error: {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
    },
  ],
  [
    'OpenAI',
    'stop',
    400,
    {
      error: {
        message: "Unsupported parameter: 'stop' is not supported with this model.",
        param: 'stop',
        code: 'unsupported_parameter',
      },
    },
  ],
  [
    'Azure',
    'seed',
    400,
    { error: { message: 'Unrecognized request argument supplied: seed', param: null, code: null } },
  ],
  [
    'vLLM',
    'seed',
    400,
    {
      object: 'error',
      message:
        "[{'type': 'extra_forbidden', 'loc': ('body', 'seed'), 'msg': 'Extra inputs are not permitted'}]",
      code: 400,
    },
  ],
  [
    'Mistral',
    'seed',
    422,
    {
      detail: [
        { type: 'extra_forbidden', loc: ['body', 'seed'], msg: 'Extra inputs are not permitted' },
      ],
    },
  ],
  [
    'OpenRouter',
    'temperature',
    404,
    {
      error: {
        message: 'No endpoints found that support the requested parameters: temperature',
        code: 404,
      },
    },
  ],
  [
    'OpenRouter with 200',
    'temperature',
    200,
    { error: { message: 'temperature is not supported by this model', code: 400 } },
  ],
  [
    'Anthropic',
    'temperature',
    400,
    { error: { message: '`temperature` is deprecated for this model.' } },
  ],
  ['TGI', 'temperature', 422, { error: '`temperature` must be strictly positive' }],
  ['xAI', 'stop', 400, { error: 'Argument not supported on this model: stop' }],
  [
    'Gemini',
    'seed',
    400,
    {
      error: {
        message: 'Invalid JSON payload received. Unknown name "seed": Cannot find field.',
        code: 400,
      },
    },
  ],
  ['a gateway', 'top_p', 400, { error: { message: 'top_p is not allowed for reasoning models' } }],
];

const chatOf = (text: string): unknown => ({
  choices: [{ message: { content: text }, finish_reason: 'stop' }],
});

const options = { temperature: 0, topP: 0.5, maxTokens: 9, stop: ['\n'], seed: 3 };

describe.each(wordings)('%s refuses %s', (_, parameter, status, answer) => {
  it('once: the request is sent without it, and so are all others', async () => {
    await using server = await startTestServer(({ body }, response) => {
      if ((body as Body)[parameter] === undefined) sendJson(response, chatOf('yes\nno'));
      else sendJson(response, answer, { status });
    });
    const refusals: ParameterRefusal[] = [];
    const model = createChatModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      onRefusal: (refusal) => refusals.push(refusal),
    });
    await model.generate([{ prompt: 'a' }], options);
    const requests = ['b', 'c', 'd'].map((prompt) => ({ prompt }));
    const [reply] = await model.generate(requests, options);
    expect(server.received).toHaveLength(5);
    expect(refusals.map((refusal) => refusal.parameter)).toEqual([parameter]);
    expect(model.capabilities.refuses).toEqual([parameter]);
    expect(model.capabilities.seeds).toBe(parameter !== 'seed');
    const last = server.received.at(-1)?.body as Body;
    expect(last[parameter]).toBeUndefined();
    if (parameter === 'max_tokens') expect(last['max_completion_tokens']).toBe(9);
    // What the server does not stop is cut here.
    if (parameter === 'stop') expect(reply?.text).toBe('yes');
  });
});

it('says it once where several requests are refused at a time', async () => {
  await using server = await startTestServer(({ body }, response) => {
    if ((body as Body)['temperature'] === undefined) sendJson(response, chatOf('yes'));
    else
      sendJson(response, { error: { message: 'temperature is not supported' } }, { status: 400 });
  });
  const lines: string[] = [];
  const model = createChatModel({
    model: 'm',
    baseUrl: server.baseUrl,
    apiKey: 'EMPTY',
    onRefusal: (refusal) => lines.push(describeRefusal(refusal)),
  });
  await Promise.all(['a', 'b', 'c'].map((prompt) => model.generate([{ prompt }])));
  expect(lines).toEqual([
    'compatible-chat:m refuses temperature 0; it is left out, so answers vary',
  ]);
});

it('ends with the server’s words where both names of the limit are refused', async () => {
  await using server = await startTestServer(({ body }, response) => {
    const name = 'max_tokens' in (body as Body) ? 'max_tokens' : 'max_completion_tokens';
    sendJson(response, { error: { message: `Unsupported parameter: '${name}'` } }, { status: 400 });
  });
  const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  await expect(model.generate([{ prompt: 'a' }], { maxTokens: 2 })).rejects.toThrow(
    "Unsupported parameter: 'max_completion_tokens'",
  );
  expect(server.received).toHaveLength(2);
});

it.each([
  ['max_tokens is too large: 9. This model supports at most 4 completion tokens', 400],
  ['You stop here', 400],
  ['The temperature in the room is high', 400],
])('is not seen in: %s', async (message, status) => {
  await using server = await startTestServer((_, response) =>
    sendJson(response, { error: { message } }, { status }),
  );
  const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  await expect(model.generate([{ prompt: 'a' }], options)).rejects.toThrow(message);
  expect(server.received).toHaveLength(1);
});

it('is found by a probe, and known to the model that it informs', async () => {
  await using server = await startTestServer(({ body }, response) => {
    const { temperature, seed, logprobs } = (body ?? {}) as Body;
    if (logprobs !== undefined)
      sendJson(response, { error: { message: 'no logprobs' } }, { status: 400 });
    else if (temperature !== undefined && temperature !== 1)
      sendJson(
        response,
        { error: { message: 'x', param: 'temperature', code: 'unsupported_value' } },
        { status: 400 },
      );
    else if (seed !== undefined)
      sendJson(
        response,
        { error: { message: 'x', param: 'seed', code: 'unsupported_parameter' } },
        { status: 400 },
      );
    else sendJson(response, chatOf('yes'));
  });
  const create = () => createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  const { capabilities } = await probeModel(create());
  expect(capabilities).toMatchObject({ seeds: false, refuses: ['seed', 'temperature'] });
  const before = server.received.length;
  await create()
    .withCapabilities(capabilities)
    .generate([{ prompt: 'a', seed: 1 }]);
  expect(server.received).toHaveLength(before + 1);
});

describe('forced sampling', () => {
  it('reaches every request, over what a call asks', async () => {
    await using server = await startTestServer(({ body }, response) =>
      sendJson(
        response,
        (body as Body)['echo'] === true
          ? completionOf('ab', {
              logprobs: { tokens: ['a', 'b'], token_logprobs: [null, -1], text_offset: [0, 1] },
            })
          : completionOf('a', { logprobs: { top_logprobs: [{ a: -1 }] } }),
      ),
    );
    const sampling = { temperature: 0.3, topP: 0.9, maxTokens: 5, stop: ['!'], seed: null };
    const model = createCompletionsModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      sampling,
    });
    await model.generate([{ prompt: 'a', seed: 4 }], { temperature: 0, maxTokens: 50 });
    await model.nextToken?.(['a'], { top: 1 });
    await model.scoreText?.([{ context: 'a', continuation: 'b' }]);
    expect(server.received.map(({ body }) => body)).toEqual([
      { model: 'm', prompt: 'a', temperature: 0.3, top_p: 0.9, max_tokens: 5, stop: ['!'] },
      { model: 'm', prompt: 'a', temperature: 0.3, top_p: 0.9, max_tokens: 1, logprobs: 1 },
      {
        model: 'm',
        prompt: 'ab',
        temperature: 0.3,
        top_p: 0.9,
        max_tokens: 0,
        logprobs: 1,
        echo: true,
      },
    ]);
  });

  it('leaves a setting out that is null', async () => {
    await using server = await startTestServer((_, response) =>
      sendJson(response, completionOf('a')),
    );
    const sampling = { temperature: null };
    const model = createCompletionsModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      sampling,
    });
    await model.generate([{ prompt: 'a' }], { temperature: 0.7 });
    expect(server.received[0]?.body).toEqual({ model: 'm', prompt: 'a' });
  });
});
