import { describe, expect, it } from 'vitest';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { readChatPromptScore } from './read-chat-prompt-score.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

/** The end of a chat in ChatML, up to the text of the assistant. */
const TEMPLATE = ['<|im_end|>', '\n', '<|im_start|>', 'ass', 'istant', '\n'];

function read(tokens: readonly string[], continuation: string): readonly number[] {
  const positions = tokens.map((decoded_token, at) =>
    at === 0 ? null : { [`${at}`]: { logprob: -at, rank: 1, decoded_token } },
  );
  return readChatPromptScore(
    {
      text: '',
      finishReason: 'length',
      tokens: null,
      promptTokens: positions,
      usage: { promptTokens: 3, completionTokens: 1 },
      completionTokens: 1,
    },
    { continuation, modelId: 'm' },
  );
}

describe('the score of an assistant text', () => {
  it.each([
    ['text', [' five', ',', ' six', '.'], ' five, six.', 4],
    ['one token', ['yes'], 'yes', 1],
    ['a line break at the end', ['yes', '\n'], 'yes\n', 2],
    ['the text of the template', ['\n', 'ass', 'istant', '\n'], '\nassistant\n', 4],
    // Seen from vLLM 0.32.0 with SmolLM2: three tokens, two characters.
    ['a first character of two tokens', ['', '日', '本'], '日本', 3],
    ['a character of two tokens within', [' é', '', ' 🙂', ' end'], ' é 🙂 end', 4],
    ['parts as replacement characters', ['\uFFFD', '\uFFFD', ' end'], '日 end', 3],
    ['parts after a text', ['a', '\uFFFD', '\uFFFD'], 'a日', 3],
    ["SentencePiece's blank", ['▁yes', '▁sir'], 'yes sir', 2],
  ])('is found by its tokens: %s', (_, own, text, count) => {
    const tokens = [...TEMPLATE, ...own];
    const all = tokens.map((__, at) => -at);
    expect(read(tokens, text)).toEqual(all.slice(-count));
  });

  it('is found where all tokens are in byte-level letters', () => {
    expect(read(['<|im_start|>', 'assistant', 'Ċ', 'Ġyes', 'Ċ'], ' yes\n')).toEqual([-3, -4]);
  });

  it('is refused if the chat does not end with the text', () => {
    expect(() => read([...TEMPLATE, 'Yes'], 'yes')).toThrow(UnscorableTextError);
    expect(() => read([...TEMPLATE, 'yes', '<|im_end|>', '\n'], 'yes')).toThrow(
      'its chat template changes the text',
    );
  });

  it('is refused if a token holds the end of the prompt, too', () => {
    expect(() => read([...TEMPLATE.slice(0, -1), '\nyes'], 'yes')).toThrow(UnscorableTextError);
  });

  it('is refused if the server ignored what it was asked for', () => {
    expect(() =>
      readChatPromptScore(
        {
          text: 'Hi',
          finishReason: 'stop',
          tokens: null,
          usage: { promptTokens: 3, completionTokens: 1 },
          completionTokens: 1,
        },
        { continuation: 'yes', modelId: 'm' },
      ),
    ).toThrow(UnsupportedCapabilityError);
  });
});
