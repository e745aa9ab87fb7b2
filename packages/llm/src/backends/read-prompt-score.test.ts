import { describe, expect, it } from 'vitest';

import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { ScoredText } from './scored-text.ts';
import { readPromptScore } from './read-prompt-score.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

/** A position of vLLM's `prompt_logprobs`: by token id, log-probability and text. */
function position(
  ...entries: readonly (readonly [string, number, string])[]
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entries.map(([id, logprob, decoded_token]) => [id, { logprob, rank: 1, decoded_token }]),
  );
}

function score(request: ScoredText, promptTokens: unknown): ReturnType<typeof readPromptScore> {
  return readPromptScore(
    {
      text: ' more',
      finishReason: 'length',
      tokens: null,
      promptTokens,
      usage: { promptTokens: 3, completionTokens: 1 },
      completionTokens: 1,
    },
    { request, modelId: 'm' },
  );
}

const request = { context: 'One two\n', continuation: 'three four' };

describe('the score of a prompt', () => {
  it('begins with the first token after the context', () => {
    const positions = [
      null,
      position(['2', -1, ' two']),
      position(['3', -2, '\n']),
      position(['4', -3, 'three']),
      position(['5', -4, ' four']),
    ];
    expect(score(request, positions)).toEqual([-3, -4]);
  });

  it('takes the less likely of two tokens, whichever id comes first: the other is the most likely one', () => {
    const positions = [
      null,
      position(['2', -1, ' two'], ['900', -0.5, ' one']),
      position(['3', -2, '\n']),
      position(['400', -3, 'three'], ['7', -0.1, 'seven']),
      position(['5', -4, ' four'], ['900', -0.2, ' five']),
    ];
    expect(score(request, positions)).toEqual([-3, -4]);
  });

  it('knows a mark before the text from its first token', () => {
    const positions = [null, ...['One', ' two', '\n', 'three', ' four']].map((token, index) =>
      token === null ? null : position([String(index), -index, token]),
    );
    expect(score(request, positions)).toEqual([-4, -5]);
  });

  it.each([
    ['the letters of byte-level BPE', ['Ġtwo', 'Ċ', 'three', 'Ġfour']],
    ['SentencePiece’s sign for a blank', ['▁two', '\n', 'three', '▁four']],
  ])('reads tokens in %s (vllm#16838)', (_, tokens) => {
    const positions = [null, ...tokens.map((token, index) => position(['1', -index - 1, token]))];
    expect(score(request, positions)).toEqual([-3, -4]);
  });

  it('reads characters that were split into bytes, in the letters of byte-level BPE', () => {
    const tokens = ['Ġ', 'ðŁĺ', 'Ģ', 'Ċ', 'Ã¼ber'];
    const positions = [null, ...tokens.map((token, index) => position(['1', -index - 1, token]))];
    expect(score({ context: 'a 😀\n', continuation: 'über' }, positions)).toEqual([-5]);
  });

  it.each([[undefined], [null], [{}], [[{ 1: { logprob: 'x' } }]]])(
    'finds out a server that answers without: %j',
    (promptTokens) => {
      expect(() => score(request, promptTokens)).toThrow(UnsupportedCapabilityError);
      expect(() => score(request, promptTokens)).toThrow('the server ignored `prompt_logprobs`');
    },
  );

  it('does not guess if the tokens are those of another text', () => {
    const positions = [null, position(['1', -1, ' five']), position(['2', -1, ' six'])];
    expect(() => score(request, positions)).toThrow(UnscorableTextError);
  });
});
