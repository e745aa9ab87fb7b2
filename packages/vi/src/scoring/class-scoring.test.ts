import { type LanguageModel, appendToPrompt, promptText } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { flooredFirstToken } from './floored-first-token.ts';
import { wholeClass } from './whole-class.ts';

const usage = { promptTokens: 1, completionTokens: 1 };

/** A model that knows next tokens, and texts if any are given. */
function modelOf(
  top: Readonly<Record<string, number>>,
  texts?: Readonly<Record<string, number>>,
): LanguageModel & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    id: 'fake',
    asked,
    capabilities: { scoresText: texts !== undefined, maxTopTokens: 100, seeds: true },
    countTokens: () => 1,
    generate: async () => [],
    nextToken: async (contexts) =>
      contexts.map((context) => {
        asked.push(promptText(context));
        return {
          top: Object.entries(top).map(([token, p]) => ({ token, logProbability: Math.log(p) })),
          usage,
        };
      }),
    ...(texts && {
      scoreText: async (requests) =>
        requests.map(({ context, continuation }) => {
          asked.push(promptText(appendToPrompt(context, continuation)));
          return { logProbabilities: [Math.log(texts[continuation] ?? 0)], usage };
        }),
    }),
  };
}

const probabilities = (logProbabilities: readonly number[] | undefined): number[] =>
  (logProbabilities ?? []).map((value) => Number(Math.exp(value).toFixed(6)));

describe('wholeClass', () => {
  const verbalizers = [['yes', 'Yes'], ['no']];
  const options = { verbalizers, aggregate: 'sum' as const };

  it('adds up the verbalizers of a class, with and without a blank before them', async () => {
    const model = modelOf({ yes: 0.2, ' Yes': 0.1, no: 0.1, so: 0.05 });
    const [scores] = await wholeClass(['Q'], { ...options, calls: { model } });
    expect(probabilities(scores?.logProbabilities)).toEqual([0.75, 0.25]);
    expect(scores?.method).toBe('next-token');
    expect(model.asked).toEqual(['Q\n']);
  });

  it('scores classes on the last line of a context with the blank before them', async () => {
    const model = modelOf({}, { ' yes': 0.3, ' Yes': 0.1, ' no': 0.1 });
    const asked = { ...options, separator: ' ' as const, calls: { model } };
    const [scores] = await wholeClass(['Output:'], asked);
    expect(probabilities(scores?.logProbabilities)).toEqual([0.8, 0.2]);
    expect(model.asked).toEqual(['Output: yes', 'Output: Yes', 'Output: no']);
  });

  it('reads next tokens on the last line of a context if the model scores no texts', async () => {
    const model = modelOf({ ' yes': 0.3, ' no': 0.1 });
    const asked = { ...options, separator: ' ' as const, calls: { model } };
    const [scores] = await wholeClass(['Output:'], asked);
    expect(probabilities(scores?.logProbabilities)).toEqual([0.75, 0.25]);
    expect(model.asked).toEqual(['Output:']);
  });

  it('scores whole texts if a class is no single token', async () => {
    const model = modelOf({ yes: 0.5, n: 0.2 }, { yes: 0.3, Yes: 0.1, no: 0.1 });
    const [scores] = await wholeClass(['Q'], { ...options, calls: { model } });
    expect(probabilities(scores?.logProbabilities)).toEqual([0.8, 0.2]);
    expect(scores?.method).toBe('whole-class');
    expect(model.asked).toEqual(['Q\n', 'Q\nyes', 'Q\nYes', 'Q\nno']);
  });

  it('counts a first token that begins one class alone, and bounds a class that is not shown', async () => {
    const model = modelOf({ subject: 0.6, the: 0.2 });
    const [scores] = await wholeClass(['Q'], {
      calls: { model },
      verbalizers: [['subjective'], ['objective']],
      aggregate: 'sum',
    });
    // Half of what one hidden token could have, or of what is hidden for each class: 0.05 more for
    // both.
    expect(probabilities(scores?.logProbabilities)).toEqual([0.928571, 0.071429]);
    // At most the 0.2 that were not shown are the other class's.
    expect(probabilities(scores?.bounds?.map(({ lower }) => lower))).toEqual([0.75, 0]);
    expect(probabilities(scores?.bounds?.map(({ upper }) => upper))).toEqual([1, 0.25]);
    expect(scores).toMatchObject({
      method: 'first-token',
      floored: [false, true],
      isUnanswered: false,
      answer: 0,
    });
  });

  it('stays a distribution with a -Infinity among the top log-probabilities', async () => {
    const model = modelOf({ yes: 0.5, no: 0 });
    const [scores] = await wholeClass(['Q'], { ...options, calls: { model } });
    expect(scores?.logProbabilities?.every((value) => Number.isFinite(value))).toBe(true);
  });

  it('refuses a model that gives no log-probabilities at all', async () => {
    const scoreless = modelOf({ yes: 1 });
    const capabilities = { ...scoreless.capabilities, maxTopTokens: 0 };
    const calls = { model: { ...scoreless, capabilities } };
    await expect(wholeClass(['Q'], { ...options, calls })).rejects.toThrow(
      'fake: it cannot give the probability of an output class.',
    );
  });
});

describe('flooredFirstToken', () => {
  it('gives each class the floor, and once more for each verbalizer that is not seen', async () => {
    const model = modelOf({ yes: 0.5, so: 0.1 });
    const [scores] = await flooredFirstToken(['Q'], {
      calls: { model },
      verbalizers: [['yes'], ['no', 'No']],
      aggregate: 'sum',
    });
    // yes: 0.1 + (0.5 + 0.1); no: 0.1 + 4 × 0.1
    expect(probabilities(scores?.logProbabilities)).toEqual([0.583333, 0.416667]);
  });

  it('takes the best verbalizer on request', async () => {
    const model = modelOf({ yes: 0.5, so: 0.1 });
    const [scores] = await flooredFirstToken(['Q'], {
      calls: { model },
      verbalizers: [['yes'], ['no', 'No']],
      aggregate: 'max',
    });
    expect(probabilities(scores?.logProbabilities)).toEqual([0.75, 0.25]);
  });
});
