import { describe, expect, it } from 'vitest';
import { instructionsOf } from '../layers/layer-parameters.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { aggregateModels, combineTerms, type ModelEnsemble } from './model-ensemble.ts';
import {
  answeringModel,
  rewardsIn,
  robustWorld,
  stepOnce,
  type Rights,
} from '../training/robust-world.fixture.ts';

/** `p1`: right on all six examples. `p2`: on the first three. */
const large: Rights = (prompt, example) => prompt === 'p1' || (prompt === 'p2' && example < 3);
/** `p1`: right on the last example. `p2`: on the first three. */
const small: Rights = (prompt, example) =>
  (prompt === 'p1' && example === 5) || (prompt === 'p2' && example < 3);

async function chosenOn(
  aggregate: ModelEnsemble['aggregate'],
  weights: readonly [number, number] = [1, 1],
): Promise<{ readonly chosen: readonly string[]; readonly rewards: readonly unknown[] }> {
  const { models } = smallWorld(1);
  const first = { ...models, forward: answeringModel(large, [], 'large') };
  const second = { ...models, forward: answeringModel(small, [], 'small') };
  const context = robustWorld({
    models: first,
    ensemble: {
      aggregate,
      members: [
        { name: 'large', weight: weights[0], models: first },
        { name: 'small', weight: weights[1], models: second },
      ],
    },
  });
  const done = await stepOnce(context);
  return { chosen: instructionsOf(done.state.parameters), rewards: rewardsIn(done) };
}

describe('several models in one run', () => {
  it('rank prompts by the mean over models', async () => {
    const { chosen, rewards } = await chosenOn('mean');
    expect(rewards).toEqual([0, 0.583333, 0.5, 0, 0]);
    expect(chosen).toEqual(['p1']);
  });

  it('rank prompts by a weighted mean', async () => {
    const { chosen, rewards } = await chosenOn('mean', [1, 3]);
    expect(rewards).toEqual([0, 0.375, 0.5, 0, 0]);
    expect(chosen).toEqual(['p2']);
  });

  it('rank prompts by the worst model on each example', async () => {
    const { chosen, rewards } = await chosenOn('minimum');
    expect(rewards).toEqual([0, 0.166667, 0.5, 0, 0]);
    expect(chosen).toEqual(['p2']);
  });

  it('make one figure', () => {
    const figures = [
      { value: 1, weight: 3 },
      { value: 0, weight: 1 },
    ];
    expect(aggregateModels(figures, 'mean')).toBe(0.75);
    expect(aggregateModels(figures, 'minimum')).toBe(0);
  });
});

describe('the terms of several models', () => {
  const terms = (score: number, penalty: number) =>
    [
      { name: 'likelihood', weight: 1, isScore: true, cells: [[{ value: score }, undefined]] },
      { name: 'cost', weight: -1, isScore: false, cells: [[{ value: penalty }, undefined]] },
    ] as const;
  const models = [
    { weight: 1, terms: terms(-1, 5) },
    { weight: 1, terms: terms(-3, 0) },
  ];

  it('keep the figures of the model with the least reward together', () => {
    // −1 − 5 is less than −3 − 0.
    expect(combineTerms(models, 'minimum').map(({ cells }) => cells)).toEqual([
      [[{ value: -1 }, undefined]],
      [[{ value: 5 }, undefined]],
    ]);
  });

  it('keep their weights, which may be penalties, in a mean', () => {
    expect(combineTerms(models, 'mean')).toMatchObject([
      { weight: 1, cells: [[{ value: -2 }, undefined]] },
      { weight: -1, cells: [[{ value: 2.5 }, undefined]] },
    ]);
  });

  it('lack a value that one of the models lacks', () => {
    const lacking = terms(-1, 5).map((term) => ({ ...term, cells: [[undefined, undefined]] }));
    const [first] = combineTerms(
      [
        { weight: 1, terms: terms(0, 0) },
        { weight: 1, terms: lacking },
      ],
      'mean',
    );
    expect(first?.cells).toEqual([[undefined, undefined]]);
  });

  it('have the lowest of several lower bounds', () => {
    const bounded = (lower: number, value: number, upper: number) => [
      {
        name: 'likelihood',
        weight: 1,
        isScore: true,
        cells: [[{ value, bounds: { lower, upper } }]],
      },
    ];
    const both = [
      { weight: 1, terms: bounded(-5, -1, -1) },
      { weight: 1, terms: bounded(-2, -2, -1.5) },
    ];
    expect(combineTerms(both, 'minimum')[0]?.cells).toEqual([
      [{ value: -2, bounds: { lower: -5, upper: -1.5 } }],
    ]);
    expect(combineTerms(both, 'mean')[0]?.cells).toEqual([
      [{ value: -1.5, bounds: { lower: -3.5, upper: -1.25 } }],
    ]);
  });
});
