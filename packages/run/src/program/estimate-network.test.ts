import { describe, expect, it } from 'vitest';
import { estimateNetwork } from './estimate-network.ts';
import { judge, quick, reviews } from './reviews.fixture.ts';
import { trainNetwork } from './train-network.ts';

describe('estimateNetwork', () => {
  it.each([1, 2])(
    'holds the requests of %i layers in its range, and asks nothing',
    async (layers) => {
      let asked = 0;
      const model = (...call: Parameters<typeof judge>) => (asked++, judge(...call));
      const settings = { ...quick.settings, stopWhenPerfect: false };
      const options = { data: reviews, model, layers, ...quick, settings };
      const { requests, calls } = await estimateNetwork(options);
      expect(asked).toBe(0);
      const { spending } = await trainNetwork(options);
      expect(spending.requestsSent).toBe(asked);
      expect(asked).toBeGreaterThanOrEqual(requests.low);
      expect(asked).toBeLessThanOrEqual(requests.high);
      const answered = asked + spending.requestsSaved;
      expect(answered).toBeGreaterThanOrEqual(calls.low);
      expect(answered).toBeLessThanOrEqual(calls.high);
    },
  );

  it('is exact for a training without steps', async () => {
    const settings = { ...quick.settings, doZeroShot: true };
    const options = { data: reviews, model: judge, ...quick, settings };
    const { requests } = await estimateNetwork(options);
    const { spending } = await trainNetwork(options);
    // 6 of dev and 6 of test
    expect(requests).toEqual({ low: 12, expected: 12, high: 12 });
    expect(spending.requestsSent).toBe(12);
  });

  it('prices tokens at the price that is given', async () => {
    const price = { input: 1, output: 2 };
    const options = { data: reviews, model: judge, ...quick };
    const { dollars, promptTokens, completionTokens } = await estimateNetwork({
      ...options,
      price,
    });
    expect(dollars?.low).toBeCloseTo((promptTokens.low + 2 * completionTokens.low) / 1e6, 9);
    expect((await estimateNetwork(options)).dollars).toBeNull();
  });

  it('refuses options that trainNetwork refuses', async () => {
    const options = { data: reviews, model: judge, settings: { batchSize: 100 } };
    await expect(estimateNetwork(options)).rejects.toThrow('`batchSize: 100`');
  });
});

describe('a budget below the least that a training takes', () => {
  const noted = async (maxRequests: number): Promise<string | undefined> => {
    const run = trainNetwork({ data: reviews, model: judge, ...quick, budget: { maxRequests } });
    const { notes } = await run;
    return notes.find((note) => note.startsWith('The cap of'));
  };

  it('is noted before the first request', async () => {
    // 6 of dev and 6 of test, if the first prompts are perfect
    expect(await noted(11)).toBe(
      'The cap of 11 requests ends this run early: it takes at least 12 requests, less what stored replies answer.',
    );
    expect(await noted(12)).toBeUndefined();
  });
});
