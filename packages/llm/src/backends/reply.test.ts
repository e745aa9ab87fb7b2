import { describe, expect, it } from 'vitest';

import { parseChatCompletion, parseCompletion } from './reply.ts';

const context = { baseUrl: 'http://host/v1', prompt: 'Hello you' };
const usage = { prompt_tokens: 3, completion_tokens: 2 };

describe('a completion', () => {
  it('is read with its blanks, reason and usage', () => {
    const choices = [{ text: '  hi\n', finish_reason: 'length', logprobs: null, index: 0 }];
    expect(parseCompletion({ id: 'x', choices, usage }, context)).toEqual({
      text: '  hi\n',
      finishReason: 'length',
      tokens: null,
      usage: { promptTokens: 3, completionTokens: 2 },
      completionTokens: 2,
    });
  });

  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'content-filter'],
    ['tool_calls', 'other'],
    [null, 'other'],
    [undefined, 'other'],
  ])('that finished by %s finished by %s', (finish_reason, finishReason) => {
    const reply = parseCompletion({ choices: [{ text: '', finish_reason }], usage }, context);
    expect(reply.finishReason).toBe(finishReason);
  });

  it('has estimated counts if the server reports no counts', () => {
    const reply = parseCompletion({ choices: [{ text: 'hello' }] }, context);
    expect(reply.usage).toEqual({ promptTokens: 3, completionTokens: 2, estimated: true });
  });

  it('has estimated counts if the server reports nonsense', () => {
    const reply = parseCompletion({ choices: [{ text: 'hello' }], usage: { a: 1 } }, context);
    expect(reply.usage.estimated).toBe(true);
  });

  it('tells which tokens of the prompt the server still had', () => {
    const details = { ...usage, prompt_tokens_details: { cached_tokens: 2 } };
    const reply = parseCompletion({ choices: [{ text: 'hi' }], usage: details }, context);
    expect(reply.usage.cachedTokens).toBe(2);
  });

  it.each([{}, { choices: [] }, { choices: [{}] }, { error: 'no' }, [], null, 3])(
    'is not %j, whatever is tried',
    (value) => {
      expect(() => parseCompletion(value, context)).toThrow(
        expect.objectContaining({ code: 'invalid-reply' }),
      );
      expect(() => parseCompletion(value, context)).toThrow(
        expect.objectContaining({ isRetryable: false }),
      );
    },
  );

  it.each(['<html>', undefined])('is not %j, which may pass', (value) => {
    expect(() => parseCompletion(value, context)).toThrow(
      expect.objectContaining({ isRetryable: true }),
    );
  });
});

describe('a chat completion', () => {
  it('is read from its message', () => {
    const choices = [{ message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }];
    expect(parseChatCompletion({ choices, usage }, context)).toMatchObject({
      text: 'hi',
      finishReason: 'stop',
    });
  });

  it('without content, as a filter leaves it, is the empty text', () => {
    const choices = [{ message: { content: null }, finish_reason: 'content_filter' }];
    expect(parseChatCompletion({ choices, usage }, context)).toMatchObject({
      text: '',
      finishReason: 'content-filter',
    });
  });

  it('is no completion', () => {
    expect(() => parseChatCompletion({ choices: [{ text: 'hi' }] }, context)).toThrow(
      expect.objectContaining({ code: 'invalid-reply' }),
    );
  });
});
