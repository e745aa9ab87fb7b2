import type { LanguageModel } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { listCandidates } from '../results/candidate-ledger.ts';
import { inputs, smallWorld, targets } from '../training/small-world.fixture.ts';
import { logP, tableStep } from '../training/table-step.fixture.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { halving, racing, rankings, type Standing } from './rankings.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('halving', () => {
  it('stops after a tenth, a quarter and a half of the examples', () => {
    expect(halving.stops(40)).toEqual([4, 10, 20, 40]);
    expect(halving.stops(6)).toEqual([1, 2, 3, 6]);
    expect(halving.stops(2)).toEqual([1, 2]);
    expect(halving.stops(1)).toEqual([1]);
  });

  const standing = (rewards: readonly number[], changes: Partial<Standing> = {}): Standing => ({
    ...{ stop: 0, entered: rewards.length, rewards, spreads: rewards.map(() => null) },
    ...changes,
  });

  it('keeps the present parameters and the best half, the first among equals', () => {
    expect(halving.keep(standing([-9, -1, -3, -2, -2, -4, -2]))).toEqual([0, 1, 3]);
    expect(halving.keep(standing([-9, -1, -3, -2, -2, -4, -2, -8]))).toEqual([0, 1, 3, 4]);
  });

  it('keeps less at each stop, and two at least', () => {
    const rewards = [-9, -1, -2, -3, -4, -5];
    const kept = [0, 1, 2].map((stop) => halving.keep(standing(rewards, { stop, entered: 25 })));
    expect(kept.map(({ length }) => length)).toEqual([6, 6, 3]);
    expect(halving.keep(standing([-1, -2, -3], { stop: 2 }))).toEqual([0, 1]);
  });

  it('takes three tenths of the scores of a full grid of 25 candidates and 40 examples', () => {
    let candidates = 25;
    let [scores, scored] = [0, 0];
    for (const [stop, examples] of halving.stops(40).entries()) {
      scores += candidates * (examples - scored);
      scored = examples;
      candidates = halving.survivors({ stop, entered: 25, candidates }).most;
    }
    expect(scores / (25 * 40)).toBeCloseTo(0.292, 9);
  });
});

describe('racing', () => {
  const rule = racing(5, 2);

  it('stops after each block', () => {
    expect(rule.stops(12)).toEqual([5, 10, 12]);
    expect(rule.stops(3)).toEqual([3]);
  });

  it('drops what lags by more than two standard errors of the paired difference', () => {
    // Lags behind the best of 1 nat, with standard errors of 0.4, 0.5 and 0.6.
    const spreads = [0, 0, 0.4, 0.5, 0.6].map((error) => [error]);
    const keep = (rewards: readonly number[]): readonly number[] =>
      rule.keep({ stop: 0, entered: 5, rewards, spreads });
    expect(keep([-1, -1, -2, -2, -2])).toEqual([0, 1, 3, 4]);
  });

  it('keeps the present parameters, and what has no standard error, but nothing impossible', () => {
    const rewards = [-9, -1, -2, -Infinity];
    const spreads = [[0], [0], null, null];
    expect(rule.keep({ stop: 0, entered: 4, rewards, spreads })).toEqual([0, 1, 2]);
  });
});

describe('full', () => {
  it('scores everything once', () => {
    const ranking = rankings.full({ ranking: 'full', raceBlock: 5, dropBeyond: 2 });
    expect(ranking.stops(7)).toEqual([7]);
  });
});

/** The gain of each candidate on the first examples of the order in which they were scored. */
const rewardAfter = ({ rankedOn = [] }: PromptUpdate, prompt: string, count: number): number =>
  mean(rankedOn.slice(0, count).map((at) => logP(0, prompt, inputs[at] ?? '', targets[at] ?? '')));

describe('a step in an enumerable world', () => {
  it('with halving drops the worse candidates at each stop, and takes the best of the others', async () => {
    const { info } = await tableStep({
      start: ['p0'],
      targets,
      settings: { ranking: 'halving' },
    });
    const update = info.layers[0]?.update;
    if (!update) throw new Error('no comparison');
    expect(update.rankedOn?.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    // Of five candidates, two stay after the first example: p0 and the best of the others.
    const prompts = update.candidates.map(({ parameters }) => parameters.instruction);
    const after = prompts.map((prompt) => rewardAfter(update, prompt, 1));
    const best = after.indexOf(Math.max(...after.slice(1)));
    expect(update.candidates.map(({ dropped }) => dropped?.after)).toEqual(
      prompts.map((_, at) => (at === 0 || at === best ? undefined : 1)),
    );
    expect(update.candidates.map(({ examples }) => examples)).toEqual(
      prompts.map((_, at) => (at === 0 || at === best ? 6 : 1)),
    );
    const finals = [0, best].map((at) => rewardAfter(update, prompts[at] ?? '', 6));
    expect(update.chosen).toBe((finals[1] ?? 0) > (finals[0] ?? 0) ? best : 0);
  });

  it('with racing drops exactly what lags too far at a stop, and the ledger says when', async () => {
    const settings = { ranking: 'racing', raceBlock: 3, dropBeyond: 1 } as const;
    const { info } = await tableStep({ start: ['p0'], targets, settings });
    const update = info.layers[0]?.update;
    if (!update) throw new Error('no comparison');
    const { rankedOn = [] } = update;
    const prompts = update.candidates.map(({ parameters }) => parameters.instruction);
    const after = prompts.map((prompt) => rewardAfter(update, prompt, 3));
    const top = after.indexOf(Math.max(...after));
    const isDropped = prompts.map((prompt, at) => {
      const gaps = rankedOn
        .slice(0, 3)
        .map(
          (place) =>
            logP(0, prompts[top] ?? '', inputs[place] ?? '', targets[place] ?? '') -
            logP(0, prompt, inputs[place] ?? '', targets[place] ?? ''),
        );
      const spread = gaps.reduce((sum, gap) => sum + (gap - mean(gaps)) ** 2, 0);
      return at !== 0 && mean(gaps) > Math.sqrt(spread / 2 / 3);
    });
    expect(isDropped).toContain(true);
    expect(isDropped.slice(1)).toContain(false);
    expect(update.candidates.map(({ dropped }) => dropped !== undefined)).toEqual(isDropped);
    expect(isDropped[update.chosen]).toBe(false);
    const entries = listCandidates({
      ...{ type: 'stepped', iteration: 0, parameters: [], info },
      ...{ runningScore: null, runningAccuracy: 0 },
    });
    for (const [at, { reason, droppedAfter, rankedOn: own }] of entries.entries())
      if (isDropped[at]) {
        expect(reason).toMatch(/^dropped after 3 of 6 examples: reward lower by [\d.]+ ± [\d.]+$/);
        expect([droppedAfter, own]).toEqual([3, rankedOn.slice(0, 3)]);
      } else expect([droppedAfter, own]).toEqual([undefined, rankedOn]);
  });

  it('with racing chooses as a full ranking does if nothing lags far enough', async () => {
    const full = await tableStep({ start: ['p0'], targets });
    const settings = { ranking: 'racing', raceBlock: 2, dropBeyond: 1000 } as const;
    const raced = await tableStep({ start: ['p0'], targets, settings });
    expect(raced.state.parameters).toEqual(full.state.parameters);
    expect(raced.scores).toEqual(full.scores);
  });

  it('asks less in a race', async () => {
    const count = async (ranking: 'full' | 'halving'): Promise<number> => {
      const { models } = smallWorld(1);
      let scores = 0;
      const score: LanguageModel = {
        ...models.score,
        scoreText: async (requests, options) => {
          scores += requests.length;
          return (await models.score.scoreText?.(requests, options)) ?? [];
        },
      };
      const context = { models: { ...models, score } };
      await tableStep({ start: ['p0'], targets, settings: { ranking }, context });
      return scores;
    };
    expect(await count('full')).toBe(30);
    // Five candidates on one example, two on the five others.
    expect(await count('halving')).toBe(15);
  });
});
