import { describe, expect, it } from 'vitest';

import { describePage } from './describe-page.ts';
import { readBody } from './read-body.ts';

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: string, finish_reason: string | null = null): unknown => ({
  choices: [{ index: 0, delta: { content }, finish_reason }],
});

describe('the body of a reply', () => {
  it('is JSON, whatever the content type', () => {
    expect(readBody(' {"a":1}\n')).toEqual({ a: 1 });
    expect(readBody('\uFEFF{"a":1}')).toEqual({ a: 1 });
    expect(readBody('')).toBeUndefined();
    expect(readBody('busy')).toBe('busy');
    expect(() => readBody('{"a":')).toThrow(SyntaxError);
    expect(() => readBody('{"a":NaN}')).toThrow(SyntaxError);
  });

  it('is joined from a stream of chat events', () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2 };
    const body = `: hello\n\n${event(delta('po'))}${event(delta('sitive', 'stop'))}${event({ choices: [], usage })}data: [DONE]\n\n`;
    expect(readBody(body)).toEqual({
      choices: [
        {
          finish_reason: 'stop',
          logprobs: null,
          message: { role: 'assistant', content: 'positive' },
        },
      ],
      usage,
    });
  });

  it('is joined from a stream of completions, log-probabilities included', () => {
    const logprobs = { content: [{ token: 'a', logprob: -1 }] };
    const body = event({ choices: [{ text: 'a', finish_reason: 'length', logprobs }] });
    expect(readBody(body)).toEqual({
      choices: [{ text: 'a', finish_reason: 'length', logprobs }],
    });
  });

  it('is one whole reply in an event', () => {
    const reply = { choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] };
    expect(readBody(event(reply))).toEqual(reply);
  });

  it('is the error that a stream ends with', () => {
    const error = { error: { message: 'gone', code: 502 } };
    expect(readBody(event(delta('po')) + event(error))).toEqual(error);
  });

  it('is broken if a stream ends before its reply does', () => {
    expect(() => readBody(event(delta('po')))).toThrow(SyntaxError);
    expect(() => readBody('data: {"choices": [')).toThrow(SyntaxError);
  });
});

describe('a page', () => {
  it('is told by its title', () => {
    expect(describePage('<html><head><title>502 Bad\n Gateway</title></head></html>')).toBe(
      'a web page ("502 Bad Gateway")',
    );
    expect(describePage('<!DOCTYPE html><body><p>Sign in</p></body>')).toBe(
      'a web page ("Sign in")',
    );
  });

  it('is told by its beginning if it is a text', () => {
    expect(describePage('upstream is busy')).toBe('text that is no JSON ("upstream is busy")');
  });
});
