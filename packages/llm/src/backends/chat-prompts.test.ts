import { describe, expect, it } from 'vitest';

import { requireScoreText } from '../capabilities/require-capability.ts';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { ChatTemplate } from '../prompts/chat-template.ts';
import type { ChatMessage } from '../prompts/prompt.ts';
import {
  completionOf,
  sendJson,
  startTestServer,
  type TestHandler,
} from '../testing/start-test-server.fixture.ts';
import { createChatModel } from './create-chat-model.ts';
import { createCompletionsModel } from './create-completions-model.ts';

const messages: readonly ChatMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Is 7 prime?' },
];

const chatTemplate: ChatTemplate = {
  name: 'angles',
  render: (chat) => `${chat.map(({ role, content }) => `<${role}>${content}`).join('')}<assistant>`,
};

/** Echoes the prompt; a token is one character, with its place as its negative log-probability. */
const echo: TestHandler = ({ body }, response) => {
  const { prompt } = body as { readonly prompt: string };
  const tokens = Array.from(prompt);
  const token_logprobs = tokens.map((_, index) => (index === 0 ? null : -index));
  sendJson(
    response,
    completionOf(prompt, {
      logprobs: { tokens, token_logprobs, text_offset: tokens.map(() => 0) },
    }),
  );
};

const answer: TestHandler = (_, response) => sendJson(response, completionOf('Yes'));

const chatAnswer: TestHandler = (_, response) =>
  sendJson(response, { choices: [{ message: { content: 'Yes' }, finish_reason: 'stop' }] });

const promptsOf = (received: readonly { readonly body: unknown }[]): unknown[] =>
  received.map(({ body }) => (body as { readonly prompt: unknown }).prompt);

describe('a chat model', () => {
  it('sends messages as they are, and estimates tokens from all of them', async () => {
    await using server = await startTestServer(chatAnswer);
    const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    const [reply] = await model.generate([{ prompt: messages }]);
    expect(server.received[0]?.body).toMatchObject({ messages });
    // "Be brief.", a line break and "Is 7 prime?" are 21 bytes: 6 tokens.
    expect(reply?.usage).toEqual({ promptTokens: 6, completionTokens: 1, estimated: true });
    expect(model.capabilities.readsMessages).toBe(true);
  });

  it('cannot have the format plain', () => {
    expect(() => createChatModel({ model: 'm', apiKey: 'EMPTY', format: 'plain' })).toThrow(
      'm: the format is plain, and a chat API sends every prompt as messages.',
    );
  });
});

describe('a completions model without a chat template', () => {
  it('refuses messages and sends nothing', async () => {
    await using server = await startTestServer(answer);
    const model = createCompletionsModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    await expect(model.generate([{ prompt: messages }])).rejects.toThrow(
      UnsupportedCapabilityError,
    );
    await expect(
      requireScoreText(model).scoreText([{ context: messages, continuation: 'Yes' }]),
    ).rejects.toThrow('the model reads plain text, and the prompt consists of chat messages.');
    expect(server.received).toEqual([]);
    expect(model.capabilities.readsMessages).toBeUndefined();
  });

  it('cannot have the format chat', () => {
    expect(() => createCompletionsModel({ model: 'm', apiKey: 'EMPTY', format: 'chat' })).toThrow(
      'm: the format is chat, and the model has no chat template.',
    );
  });
});

describe('a completions model with a chat template', () => {
  it('renders messages, and plain prompts as one user message', async () => {
    await using server = await startTestServer(answer);
    const model = createCompletionsModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      chatTemplate,
    });
    await model.generate([{ prompt: messages }, { prompt: 'Is 9 prime?' }]);
    expect(promptsOf(server.received)).toEqual([
      '<system>Be brief.<user>Is 7 prime?<assistant>',
      '<user>Is 9 prime?<assistant>',
    ]);
    expect(model.id).toBe('compatible-completions:m (angles)');
    expect(model.capabilities).toMatchObject({ readsMessages: true, continuesText: false });
  });

  it('sends plain prompts as they are if the format is plain', async () => {
    await using server = await startTestServer(answer);
    const model = createCompletionsModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      format: 'plain',
      chatTemplate,
    });
    await model.generate([{ prompt: messages }, { prompt: 'Is 9 prime?' }]);
    expect(promptsOf(server.received)).toEqual([
      '<system>Be brief.<user>Is 7 prime?<assistant>',
      'Is 9 prime?',
    ]);
    expect(model.id).toBe('compatible-completions:m (plain, angles)');
    expect(model.capabilities.continuesText).toBe(true);
  });

  it('scores the text of the assistant after the rendered messages', async () => {
    await using server = await startTestServer(echo);
    const model = createCompletionsModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      chatTemplate,
    });
    const [score] = await requireScoreText(model).scoreText([
      { context: [{ role: 'user', content: '7?' }], continuation: 'Yes' },
    ]);
    expect(promptsOf(server.received)).toEqual(['<user>7?<assistant>Yes']);
    // The rendered context has 19 characters.
    expect(score?.logProbabilities).toEqual([-19, -20, -21]);
  });
});
