import { describe, expect, it } from 'vitest';

import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { ScoredText } from './scored-text.ts';
import { readEchoScore } from './read-echo-score.ts';
import type { Reply } from './reply.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

interface Echo {
  readonly tokens: readonly string[];
  readonly offsets?: readonly number[];
  readonly logProbabilities?: readonly (number | null)[];
  readonly completionTokens?: number;
  readonly text?: string;
}

/** Log-probabilities −0, −1, −2 … tell which tokens were taken. */
function score(request: ScoredText, echo: Echo): readonly number[] {
  const { tokens, completionTokens = 0 } = echo;
  let position = 0;
  const reply: Reply = {
    text: echo.text ?? request.context + request.continuation,
    finishReason: 'length',
    tokens: {
      tokens,
      token_logprobs:
        echo.logProbabilities ?? tokens.map((_, index) => (index === 0 ? null : -index)),
      text_offset: echo.offsets ?? tokens.map((token) => (position += token.length) - token.length),
    },
    usage: { promptTokens: tokens.length, completionTokens },
    completionTokens,
  };
  return readEchoScore(reply, { request, modelId: 'm' });
}

describe('the score of an echoed text', () => {
  it('begins with the first token after the context', () => {
    const request = { context: 'One two\n', continuation: 'three four' };
    expect(score(request, { tokens: ['One', ' two', '\n', 'three', ' four'] })).toEqual([-3, -4]);
  });

  it('counts a token of both sides as continuation', () => {
    const request = { context: 'On', continuation: 'ly two' };
    expect(score(request, { tokens: ['Only', ' two'], logProbabilities: [-1, -2] })).toEqual([
      -1, -2,
    ]);
  });

  it('does not trust offsets that count otherwise, if the tokens add up', () => {
    const request = { context: '😀 a', continuation: ' b' };
    const tokens = ['😀', ' a', ' b'];
    for (const offsets of [
      [0, 1, 3],
      [0, 2, 4],
      [0, 4, 6],
      [9, 9, 9],
    ]) {
      expect(score(request, { tokens, offsets })).toEqual([-2]);
    }
  });

  it('reads offsets as code points if a character is split at the boundary', () => {
    const request = { context: '😀漢', continuation: '漢😀' };
    const tokens = ['\uFFFD', '\uFFFD', '\uFFFD', '\uFFFD'];
    const offsets = [0, 1, 2, 3];
    expect(score(request, { tokens, offsets })).toEqual([-2, -3]);
  });

  it('does not guess where neither tokens nor offsets tell', () => {
    const request = { context: '😀', continuation: '漢' };
    const tokens = ['\uFFFD', '\uFFFD', '\uFFFD'];
    expect(() => score(request, { tokens, offsets: [0, 1, 2] })).toThrow(UnscorableTextError);
  });

  it('leaves out a mark before the text', () => {
    const request = { context: '', continuation: 'One two' };
    const logProbabilities = [null, -1, -2];
    expect(score(request, { tokens: ['<s>', 'One', ' two'], logProbabilities })).toEqual([-1, -2]);
  });

  it('leaves out a token that the server could not help adding', () => {
    const request = { context: 'One', continuation: ' two' };
    const echo = { tokens: ['One', ' two', ' three'], completionTokens: 1, text: 'One two three' };
    expect(score(request, echo)).toEqual([-1]);
  });

  it('is refused for a first token without probability', () => {
    const request = { context: '', continuation: 'One two' };
    expect(() => score(request, { tokens: ['One', ' two'] })).toThrow(/Give it a context/);
  });

  it('is refused if the server ignored echo', () => {
    const request = { context: 'One', continuation: ' two' };
    expect(() =>
      score(request, { tokens: [' three'], text: ' three', completionTokens: 1 }),
    ).toThrow(/m: the server ignored `echo`/);
  });

  it.each([undefined, null, {}, { content: [{ token: ' x', logprob: -1 }] }, { tokens: ['One'] }])(
    'is refused if the echo carries %j for log-probabilities',
    (tokens) => {
      const reply: Reply = {
        text: 'One two',
        finishReason: 'length',
        tokens,
        usage: { promptTokens: 2, completionTokens: 0 },
        completionTokens: 0,
      };
      const request = { context: 'One', continuation: ' two' };
      expect(() => readEchoScore(reply, { request, modelId: 'm' })).toThrow(
        UnsupportedCapabilityError,
      );
    },
  );
});
