import type { LanguageModel } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { makeUpText, splitMadeUp, withoutNumbers } from './made-up-text.ts';
import { createTokenGauge } from './token-gauge.ts';

/** A model of one token per word, which records what it counts. */
function wordModel(countsTokensExactly: boolean): {
  readonly model: LanguageModel;
  readonly counted: string[];
} {
  const counted: string[] = [];
  const model: LanguageModel = {
    id: 'words',
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: false, countsTokensExactly },
    countTokens: (text) => {
      counted.push(text);
      return text.split(' ').length;
    },
    generate: async () => [],
  };
  return { model, counted };
}

describe('a made-up text', () => {
  it('stands for its tokens, wherever it is in a text', () => {
    expect(splitMadeUp(`a ${makeUpText(60, 1)} b${makeUpText(7, 12)}`)).toEqual({
      rest: 'a  b',
      tokens: 67,
    });
    expect(splitMadeUp('no such text')).toEqual({ rest: 'no such text', tokens: 0 });
  });

  it('differs by its number, and is the same without', () => {
    expect(makeUpText(60, 1)).not.toBe(makeUpText(60, 2));
    const [one, other] = [1, 2].map((number) => withoutNumbers(`a ${makeUpText(60, number)} b`));
    expect(one).toBe(other);
    expect(withoutNumbers(makeUpText(60, 1))).not.toBe(withoutNumbers(makeUpText(61, 1)));
    expect(splitMadeUp(one ?? '')).toEqual({ rest: 'a  b', tokens: 60 });
    expect(withoutNumbers('1:60')).toBe('1:60');
  });
});

describe('the tokens of an estimate', () => {
  it('are those of the model, and of made-up texts without it', async () => {
    const { model, counted } = wordModel(false);
    const gauge = createTokenGauge(model);
    expect(await gauge('one two three')).toBe(3);
    expect(await gauge(makeUpText(60, 1))).toBe(60);
    expect(await gauge(`one two${makeUpText(60, 1)}`)).toBe(62);
    expect(counted).toEqual(['one two three', 'one two']);
  });

  it('are counted for every text if that is fast', async () => {
    const { model, counted } = wordModel(false);
    const gauge = createTokenGauge(model);
    for (let text = 0; text < 250; text++) await gauge('one two');
    expect(counted).toHaveLength(250);
  });

  it('are counted for 200 texts if that is slow, then in proportion to their length', async () => {
    const { model, counted } = wordModel(true);
    const gauge = createTokenGauge(model);
    for (let text = 0; text < 200; text++) await gauge('one two');
    // 2 tokens for 7 characters.
    expect(await gauge('x'.repeat(70))).toBe(20);
    expect(await gauge(`${'x'.repeat(70)}${makeUpText(5, 1)}`)).toBe(25);
    expect(counted).toHaveLength(200);
  });

  it('may be counted by a model that takes time', async () => {
    const { model } = wordModel(true);
    const gauge = createTokenGauge({ ...model, countTokens: async (text) => text.length });
    expect(await gauge(`abcd${makeUpText(5, 1)}`)).toBe(9);
  });
});
