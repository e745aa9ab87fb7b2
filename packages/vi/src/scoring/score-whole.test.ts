import type { LanguageModel } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import type { ClassScores } from './class-scores.ts';
import type { Outcome } from './outcome.ts';
import { scoreWhole } from './score-whole.ts';

const failure = { kind: 'context-overflow', message: 'too long' } as const;

/** A model with a probability for each continuation; one that is missing fails. */
function tableModel(table: Readonly<Record<string, number>>): LanguageModel {
  const usage = { promptTokens: 1, completionTokens: 0 };
  return {
    id: 'table',
    capabilities: { scoresText: true, maxTopTokens: 0, seeds: false },
    countTokens: () => 1,
    generate: async () => [],
    scoreText: async (requests) =>
      requests.map(({ continuation }) => {
        const probability = table[continuation];
        return probability === undefined
          ? { logProbabilities: [], usage, failure }
          : { logProbabilities: [Math.log(probability)], usage };
      }),
  };
}

async function score(
  texts: readonly (readonly string[])[],
  table: Readonly<Record<string, number>>,
  aggregate: 'sum' | 'max' = 'sum',
): Promise<Outcome<ClassScores> | undefined> {
  const [outcome] = await scoreWhole([{ context: 'c', texts }], {
    calls: { model: tableModel(table) },
    aggregate,
  });
  return outcome;
}

const sharesOf = (outcome: Outcome<ClassScores> | undefined): readonly string[] =>
  (outcome?.logProbabilities ?? []).map((value) => Math.exp(value).toFixed(4));

describe('classes by their whole texts', () => {
  it('share the mass of their texts, and the largest is the answer', async () => {
    const outcome = await score([['yes'], ['no']], { yes: 0.3, no: 0.1 });
    expect(sharesOf(outcome)).toEqual(['0.7500', '0.2500']);
    expect(outcome).toMatchObject({ answer: 0, method: 'whole-class' });
    expect(await score([['yes'], ['no']], { yes: 0.1, no: 0.3 })).toMatchObject({ answer: 1 });
  });

  it('add up the texts of a class, or take the likeliest', async () => {
    const texts = [['yes', 'Yes'], ['no']];
    const table = { yes: 0.2, Yes: 0.1, no: 0.2 };
    expect(sharesOf(await score(texts, table, 'sum'))).toEqual(['0.6000', '0.4000']);
    expect(sharesOf(await score(texts, table, 'max'))).toEqual(['0.5000', '0.5000']);
  });

  it('have no answer if two are equally likely, or if none is possible', async () => {
    expect(await score([['yes'], ['no']], { yes: 0.2, no: 0.2 })).toMatchObject({ answer: null });
    expect(await score([['yes'], ['no']], { yes: 0, no: 0 })).toMatchObject({ answer: null });
    expect(await score([['yes'], ['no']], { yes: 0, no: 0.1 })).toMatchObject({ answer: 1 });
  });

  it('have a failure if any of their texts has one', async () => {
    expect(await score([['yes'], ['no']], { yes: 0.3 })).toEqual({ failure });
  });

  it('are scored for each context by itself, whatever the number of its texts', async () => {
    const outcomes = await scoreWhole(
      [
        { context: 'a', texts: [['yes', 'Yes'], ['no']] },
        { context: 'b', texts: [['no'], ['yes']] },
      ],
      { calls: { model: tableModel({ yes: 0.3, Yes: 0.1, no: 0.1 }) }, aggregate: 'sum' },
    );
    expect(outcomes.map(sharesOf)).toEqual([
      ['0.8000', '0.2000'],
      ['0.2500', '0.7500'],
    ]);
  });

  it('need a model that scores texts', async () => {
    const { id, capabilities } = tableModel({});
    const model = { ...tableModel({}), capabilities: { ...capabilities, scoresText: false } };
    const query = [{ context: 'c', texts: [['yes']] }];
    await expect(scoreWhole(query, { calls: { model }, aggregate: 'sum' })).rejects.toMatchObject({
      modelId: id,
    });
  });
});
