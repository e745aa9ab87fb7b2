import { expect, it } from 'vitest';

import { generateKeys } from '../replies/request-keys.ts';
import { completionOf, sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createChatModel } from './create-chat-model.ts';
import { createCompletionsModel } from './create-completions-model.ts';
import { describeRefusal } from './request-parameter.ts';

type Body = Readonly<Record<string, unknown>>;

const chatOf = (content: string): unknown => ({
  choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
});

const closed = {
  type: 'object',
  properties: { stars: { type: 'integer' } },
  required: ['stars'],
  additionalProperties: false,
};
const replySchema = { name: 'answer', schema: closed };

const formatOf = (schema: object, strict: boolean) => ({
  type: 'json_schema',
  json_schema: { name: 'answer', schema, strict },
});

it.each([
  ['that closes all objects', closed, true],
  ['with an optional property', { ...closed, required: [] }, false],
  ['that allows other properties', { ...closed, additionalProperties: true }, false],
  [
    'that nests an open object',
    { ...closed, properties: { a: { type: 'object' } }, required: ['a'] },
    false,
  ],
  [
    'with an enum of objects',
    { ...closed, properties: { stars: { enum: [{ type: 'object' }] } } },
    true,
  ],
])('a chat model sends a schema %s', async (_, schema, strict) => {
  await using server = await startTestServer((_request, response) => {
    sendJson(response, chatOf('{"stars":4}'));
  });
  const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  await model.generate([{ prompt: 'a' }], { replySchema: { name: 'answer', schema } });
  await model.generate([{ prompt: 'a' }]);
  const [first, second] = server.received.map(({ body }) => body as Body);
  expect(first?.['response_format']).toEqual(formatOf(schema, strict));
  expect(second).not.toHaveProperty('response_format');
  expect(model.capabilities.followsSchemas).toBe(true);
});

it('a completions model sends the schema, too', async () => {
  await using server = await startTestServer((_request, response) => {
    sendJson(response, completionOf('{"stars":4}'));
  });
  const model = createCompletionsModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  await model.generate([{ prompt: 'a' }], { replySchema });
  const [request] = server.received;
  expect(request?.body).toHaveProperty('response_format', formatOf(closed, true));
});

it.each([
  [400, { message: "'response_format' of type 'json_schema' is not supported with this model." }],
  [400, { message: "Invalid schema for response_format 'answer'", param: 'response_format' }],
  [400, { message: 'This response_format type is unavailable now' }],
  [400, { message: 'The provided JSON schema contains features not supported by xgrammar.' }],
  [422, { message: 'Failed to compile the grammar' }],
])('a schema that is refused with %i %j is left out from then on', async (status, error) => {
  await using server = await startTestServer(({ body }, response) => {
    if ((body as Body)['response_format'] === undefined) sendJson(response, chatOf('{}'));
    else sendJson(response, { error }, { status });
  });
  const lines: string[] = [];
  const model = createChatModel({
    model: 'm',
    baseUrl: server.baseUrl,
    apiKey: 'EMPTY',
    onRefusal: (refusal) => lines.push(describeRefusal(refusal)),
  });
  await model.generate([{ prompt: 'a' }, { prompt: 'b' }], { replySchema });
  await model.generate([{ prompt: 'c' }], { replySchema });
  expect(lines).toEqual([
    `compatible-chat:m refuses response_format (${error.message}); it is left out: the prompt alone asks for JSON of the schema, and each answer is checked`,
  ]);
  expect(model.capabilities).toMatchObject({ followsSchemas: false, refuses: ['response_format'] });
  expect(server.received.at(-1)?.body).not.toHaveProperty('response_format');
});

it('an error that concerns no schema is not a refusal of it', async () => {
  await using server = await startTestServer((_request, response) => {
    sendJson(response, { error: { message: 'The prompt is empty.' } }, { status: 400 });
  });
  const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
  await expect(model.generate([{ prompt: 'a' }], { replySchema })).rejects.toThrow('is empty');
  expect(server.received).toHaveLength(1);
});

it('replies under different schemas have different keys', () => {
  const keyOf = (schema?: object) =>
    generateKeys([], {
      requests: [{ prompt: 'a' }],
      options:
        schema === undefined ? {} : { replySchema: { name: 'answer', schema: { ...schema } } },
    })[0];
  expect(new Set([keyOf(), keyOf(closed), keyOf({ ...closed, required: [] })]).size).toBe(3);
});
