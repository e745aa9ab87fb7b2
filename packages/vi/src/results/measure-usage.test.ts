import { promptText, type LanguageModel, type Usage } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { createUsageMeter } from './measure-usage.ts';
import { createPieceJoiner } from './stream-last-layer.ts';

/** A model whose requests cost as many tokens as their text has letters. */
const model: LanguageModel = {
  id: 'letters',
  capabilities: { scoresText: true, maxTopTokens: 5, seeds: false },
  countTokens: (text) => text.length,
  generate: async (requests) =>
    requests.map(({ prompt }) => ({
      ...{ text: 'ok', finishReason: 'stop' as const },
      usage: usage(promptText(prompt).length),
    })),
  scoreText: async (requests) =>
    requests.map(({ context, continuation }) => ({
      logProbabilities: [-1],
      usage: usage(`${promptText(context)}${continuation}`.length),
    })),
};

function usage(promptTokens: number): Usage {
  return { promptTokens, completionTokens: 1 };
}

const promptTokensOf = (all: readonly Usage[]): readonly number[] =>
  all.map(({ promptTokens }) => promptTokens);

describe('the usage of each input', () => {
  it('is that of the requests of its layers', async () => {
    const meter = createUsageMeter();
    const watched = meter.watch(model);
    await watched.generate([{ prompt: 'a' }, { prompt: 'bb' }]);
    await watched.generate([{ prompt: 'ccc' }]);
    const contexts = [['a', 'ccc'], ['bb']];
    expect(promptTokensOf(meter.usageOf(contexts))).toEqual([4, 2]);
    expect(meter.usageOf(contexts)[0]?.completionTokens).toBe(2);
  });

  it('counts texts that are scored under a context', async () => {
    const meter = createUsageMeter();
    const watched = meter.watch(model);
    await watched.scoreText?.([
      { context: 'a', continuation: 'yes' },
      { context: 'a', continuation: 'no' },
      { context: 'b', continuation: 'no' },
    ]);
    expect(promptTokensOf(meter.usageOf([['a'], ['b']]))).toEqual([7, 3]);
  });

  it('takes a request that is sent again for that of the next input of the same text', async () => {
    const meter = createUsageMeter();
    const watched = meter.watch(model);
    await watched.generate([{ prompt: 'aa' }, { prompt: 'aa' }, { prompt: 'aa' }]);
    expect(promptTokensOf(meter.usageOf([['aa'], ['aa']]))).toEqual([4, 2]);
  });

  it('finds the context of a prompt with a line break, or with a beginning of the answer', async () => {
    const meter = createUsageMeter();
    const watched = meter.watch(model);
    await watched.generate([{ prompt: 'aa\n' }, { prompt: 'bbb and more' }]);
    expect(promptTokensOf(meter.usageOf([['aa'], ['bb'], ['bbb']]))).toEqual([3, 0, 12]);
  });

  it('leaves out requests of no input', async () => {
    const meter = createUsageMeter();
    await meter.watch(model).generate([{ prompt: 'other' }]);
    expect(promptTokensOf(meter.usageOf([['a']]))).toEqual([0]);
  });
});

describe('the pieces of a streamed answer', () => {
  const joined = (pieces: readonly string[]): readonly string[] => {
    const join = createPieceJoiner();
    return pieces.map((piece) => join(piece));
  };

  it('have no blanks at the beginning and at the end', () => {
    expect(joined(['  ', '\n a', ' b', '  ', '\n'])).toEqual(['', 'a', ' b', '', '']);
  });

  it('keep a blank between two pieces, with the piece after it', () => {
    expect(joined(['a ', 'b'])).toEqual(['a', ' b']);
    expect(joined(['a', ' ', ' b'])).toEqual(['a', '', '  b']);
  });

  it('have single line breaks, also where two pieces meet', () => {
    expect(joined(['a\n\nb'])).toEqual(['a\nb']);
    expect(joined(['a\n', '\nb'])).toEqual(['a', '\nb']);
  });
});
