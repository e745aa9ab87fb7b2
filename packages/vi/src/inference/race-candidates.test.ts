import { describe, expect, it } from 'vitest';
import type { Term } from '../objectives/term.ts';
import { inputs, prompts, smallWorld, targets } from '../training/small-world.fixture.ts';
import { logP, near, tableStep, type TableStep } from '../training/table-step.fixture.ts';
import { fullGrid, halving, racing, type Ranking, type Standing } from './rankings.ts';

/** A ranking that stops after some examples, and records what it is asked. */
function recorded(
  stops: readonly number[],
  keep: (standing: Standing) => readonly number[] = ({ rewards }) => [...rewards.keys()],
): { readonly ranking: Ranking; readonly asked: Standing[] } {
  const asked: Standing[] = [];
  const ranking: Ranking = {
    stops: () => stops,
    keep: (standing) => {
      asked.push(standing);
      return keep(standing);
    },
    survivors: ({ candidates }) => ({ least: 1, most: candidates }),
  };
  return { ranking, asked };
}

const updateOf = ({ info }: TableStep) => {
  const update = info.layers[0]?.update;
  if (!update) throw new Error('no comparison');
  return update;
};

/** Mean log p of the targets of some examples. */
const meanLogP = (prompt: string, places: readonly number[]): number =>
  places.reduce((sum, at) => sum + logP(0, prompt, inputs[at] ?? '', targets[at] ?? ''), 0) /
  places.length;

describe('a ranking with stops', () => {
  it('is asked at every stop but the last, with the rewards on the examples so far', async () => {
    const { ranking, asked } = recorded([2, 4, 6]);
    const done = await tableStep({
      start: ['p0'],
      targets,
      strategies: { ranking: () => ranking },
    });
    const { rankedOn = [], candidates } = updateOf(done);
    expect(asked.map(({ stop, entered }) => [stop, entered])).toEqual([
      [0, 5],
      [1, 5],
    ]);
    const names = candidates.map(({ parameters }) => parameters.instruction);
    for (const [at, count] of [2, 4].entries()) {
      const places = rankedOn.slice(0, count);
      expect(asked[at]?.rewards).toEqual(names.map((name) => near(meanLogP(name, places))));
      expect(asked[at]?.spreads.map((spread) => spread?.length)).toEqual(names.map(() => count));
    }
  });

  it('draws the order of the examples, which ranks as many as a full grid', async () => {
    const orders = new Set<string>();
    const { ranking } = recorded([3, 6]);
    const done = await tableStep({
      start: ['p0'],
      targets,
      strategies: { ranking: () => ranking },
    });
    orders.add(String(updateOf(done).rankedOn));
    expect(orders.has('0,1,2,3,4,5')).toBe(false);
    expect(updateOf(done).rankedOn?.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    const full = await tableStep({ start: ['p0'], targets });
    expect(updateOf(full).rankedOn).toEqual([0, 1, 2, 3, 4, 5]);
    expect(done.scores).toEqual([
      Object.fromEntries(prompts.map((prompt) => [prompt, near(full.scores[0]?.[prompt] ?? NaN)])),
    ]);
  });

  it('ends the race as soon as one candidate is left, and asks nothing more', async () => {
    const { ranking, asked } = recorded([2, 4, 6], () => [0]);
    const done = await tableStep({
      start: ['p0'],
      targets,
      strategies: { ranking: () => ranking },
    });
    const { chosen, candidates, rankedOn = [] } = updateOf(done);
    expect(asked).toHaveLength(1);
    expect(chosen).toBe(0);
    expect(rankedOn).toHaveLength(2);
    expect(candidates.map(({ examples }) => examples)).toEqual([2, 2, 2, 2, 2]);
    const places = rankedOn.slice(0, 2);
    const best = Math.max(...prompts.map((prompt) => meanLogP(prompt, places)));
    for (const { parameters, dropped } of candidates.slice(1))
      expect(dropped).toMatchObject({
        after: 2,
        of: 6,
        lag: near(best - meanLogP(parameters.instruction, places)),
      });
    expect(candidates[0]?.dropped).toBeUndefined();
  });

  it('takes no dropped candidate, however good it is on the other examples', async () => {
    // Only the present prompt and the worst of the others stay.
    const { ranking } = recorded([2, 6], ({ rewards }) => [
      0,
      rewards.indexOf(Math.min(...rewards.slice(1))),
    ]);
    const done = await tableStep({
      start: ['p0'],
      targets,
      strategies: { ranking: () => ranking },
    });
    const { chosen, candidates } = updateOf(done);
    const stayed = candidates.flatMap(({ dropped }, at) => (dropped ? [] : [at]));
    expect(stayed).toHaveLength(2);
    expect(stayed).toContain(chosen);
    const rewards = stayed.map((at) => candidates[at]?.reward ?? NaN);
    expect(candidates[chosen]?.reward).toBe(Math.max(...rewards));
  });

  it('spreads the examples that rank nothing over the stops', async () => {
    const stages: number[][] = [[]];
    const term: Term = {
      ...{ name: 'seen', description: 'Records its examples.', isScore: false, isRanked: false },
      weight: () => 1,
      ask: ({ batchIndex }) => {
        stages.at(-1)?.push(batchIndex);
        return [];
      },
      score: (rows) => rows.map((row) => row && { value: 0 }),
    };
    const { ranking } = recorded([1, 3], ({ rewards }) => {
      stages.push([]);
      return [...rewards.keys()];
    });
    const { terms } = smallWorld(1).strategies;
    const done = await tableStep({
      start: ['p0'],
      targets,
      strategies: {
        ranking: () => ranking,
        terms: [...terms, term],
        division: () => ({
          divide: () => ({ shown: [0, 1, 2], ranking: [3, 4, 5] }),
          perRequest: (examples) => examples,
        }),
      },
    });
    const [first = NaN] = updateOf(done).rankedOn ?? [];
    expect(first).toBeGreaterThan(2);
    expect(stages.map((stage) => [...new Set(stage)].toSorted())).toEqual([
      [0, first],
      [0, 1, 2, 3, 4, 5],
    ]);
  });
});

describe('how many candidates a ranking leaves', () => {
  const race = { stop: 0, entered: 20, candidates: 20 };

  it('all of them with a full grid, which keeps every candidate', () => {
    expect(fullGrid.survivors(race)).toEqual({ least: 20, most: 20 });
    expect(fullGrid.keep({ stop: 0, entered: 3, rewards: [-1, -9, -2], spreads: [] })).toEqual([
      0, 1, 2,
    ]);
  });

  it('between one and all of them in a race', () => {
    expect(racing(5, 2).survivors(race)).toEqual({ least: 1, most: 20 });
  });

  it('a half, a quarter and an eighth of them with halving, but two at least', () => {
    const counts = [0, 1, 2, 3, 4].map((stop) => halving.survivors({ ...race, stop }).most);
    expect(counts).toEqual([10, 5, 2, 2, 2]);
    expect(halving.survivors({ stop: 0, entered: 20, candidates: 4 })).toEqual({
      least: 4,
      most: 4,
    });
  });
});
