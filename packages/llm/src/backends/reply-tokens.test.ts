import { describe, expect, it } from 'vitest';

import { parseReplyTokens, parseScoredTokens, parseTopTokens } from './reply-tokens.ts';

const list = {
  tokens: ['a', ' b'],
  token_logprobs: [null, -0.5],
  top_logprobs: [null, { ' b': -0.5 }],
  text_offset: [0, 1],
};
const content = {
  content: [
    { token: 'a', logprob: -0.25, top_logprobs: [{ token: 'a', logprob: -0.25 }] },
    { token: ' b', logprob: -0.5, top_logprobs: [] },
  ],
};

describe('the tokens of a reply', () => {
  it('are read from parallel lists', () => {
    expect(parseReplyTokens(list)).toEqual({
      tokens: ['a', ' b'],
      logProbabilities: [null, -0.5],
      offsets: [0, 1],
    });
  });

  it('are read from entries, as the chat API gives them', () => {
    expect(parseReplyTokens(content)).toEqual({
      tokens: ['a', ' b'],
      logProbabilities: [-0.25, -0.5],
      offsets: undefined,
    });
  });

  it('are not read from lists of unequal length', () => {
    expect(() => parseReplyTokens({ tokens: ['a'], token_logprobs: [] })).toThrow(
      'it answers with 1 tokens with 0 log-probabilities',
    );
  });

  it('are not read with a positive log-probability; rounding counts as 0', () => {
    expect(() => parseReplyTokens({ tokens: ['a'], token_logprobs: [0.5] })).toThrow(
      'numbers that are no log-probabilities (0.5)',
    );
    expect(() => parseTopTokens({ top_logprobs: [{ a: 2e-6 }] }, 5)).toThrow('(0.000002)');
    expect(parseTopTokens({ top_logprobs: [{ a: 1e-7 }] }, 5)).toEqual([
      { token: 'a', logProbability: 0 },
    ]);
  });

  it.each([null, undefined, {}, 'none', { content: null }])('are not read from %j', (value) => {
    expect(parseReplyTokens(value)).toBeUndefined();
    expect(parseScoredTokens(value)).toBeUndefined();
    expect(parseTopTokens(value, 5)).toBeUndefined();
  });

  it('have scores where each has one', () => {
    expect(parseScoredTokens(content)).toEqual([
      { token: 'a', logProbability: -0.25 },
      { token: ' b', logProbability: -0.5 },
    ]);
    expect(parseScoredTokens(list)).toBeUndefined();
  });
});

describe('the most likely tokens', () => {
  it('come best first, whatever the order of the server', () => {
    const top_logprobs = [{ a: -3, b: -1, '7': -2 }];
    expect(parseTopTokens({ top_logprobs }, 2)).toEqual([
      { token: 'b', logProbability: -1 },
      { token: '7', logProbability: -2 },
    ]);
  });

  it('come in the order of their text where they are equally likely', () => {
    const top = parseTopTokens({ top_logprobs: [{ z: -1, B: -1, a: -1 }] }, 3);
    expect(top?.map(({ token }) => token)).toEqual(['B', 'a', 'z']);
  });

  it('are read as the chat API gives them', () => {
    expect(parseTopTokens(content, 5)).toEqual([{ token: 'a', logProbability: -0.25 }]);
  });

  it('are an empty list for an empty reply', () => {
    expect(parseTopTokens({ top_logprobs: [] }, 5)).toEqual([]);
    expect(parseTopTokens({ content: [] }, 5)).toEqual([]);
  });
});
