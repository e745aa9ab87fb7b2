import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { listCandidates } from '../results/candidate-ledger.ts';
import { tableStep } from '../training/table-step.fixture.ts';
import { inputs, targets } from '../training/small-world.fixture.ts';
import { beyondErrors, largestReward } from './acceptance.ts';

/** The second candidate gains 1, 3 and 2 nats: 2 on average, with a standard error of 1 / √3. */
const values = [
  [-5, -4],
  [-5, -2],
  [-5, -3],
];
const compared = (weight = 1): Parameters<typeof largestReward>[0] => ({
  rewards: weight > 0 ? [-5 * weight, -3 * weight] : [5, 3],
  terms: [{ weight, cells: values.map((row) => row.map((value) => ({ value }))) }],
});
const error = 1 / Math.sqrt(3);

describe('beyondErrors', () => {
  it.each([
    [0, 1],
    [2 / error - 0.01, 1],
    [2 / error + 0.01, 0],
  ])('beyond %d standard errors candidate %i is taken', (beyond, chosen) => {
    expect(beyondErrors(beyond, largestReward)(compared()).chosen).toBe(chosen);
  });

  it('says which candidate leads by too little', () => {
    expect(beyondErrors(4, largestReward)(compared()).withheld).toEqual({
      candidate: 1,
      lead: 2,
      standardError: expect.closeTo(error, 9) as unknown,
      beyond: 4,
    });
  });

  it('keeps present parameters that win without asking for a lead', () => {
    expect(beyondErrors(1, largestReward)(compared(-1))).toEqual({ chosen: 0 });
  });

  it('is not sure of one example, but of an infinite lead', () => {
    const one = {
      rewards: [-5, -4],
      terms: [{ weight: 1, cells: [[{ value: -5 }, { value: -4 }]] }],
    };
    expect(beyondErrors(1, largestReward)(one).chosen).toBe(0);
    expect(beyondErrors(1, largestReward)({ ...one, rewards: [-Infinity, -4] }).chosen).toBe(1);
  });
});

describe('a step with acceptBeyond', () => {
  it('takes the winner or keeps the present prompt, and the ledger says why', async () => {
    const start = ['p0'];
    const free = await tableStep({ start, targets });
    const winner = free.info.layers[0]?.update?.chosen ?? 0;
    expect(winner).toBeGreaterThan(0);
    const strict = await tableStep({ start, targets, settings: { acceptBeyond: 1000 } });
    expect(strict.state.parameters).toEqual([instructionOnly('p0')]);
    const [present, ...others] = listCandidates({
      type: 'stepped',
      iteration: 0,
      parameters: strict.state.parameters,
      info: strict.info,
      runningScore: null,
      runningAccuracy: 0,
    });
    expect(present).toMatchObject({ outcome: 'won', lag: 0 });
    expect(present?.reason).toMatch(/^won: candidate \d leads by .* ± .*, not more than 1000/);
    expect(others.find(({ candidate }) => candidate === winner)?.reason).toMatch(/^lost: leads by/);
    expect(others.every(({ outcome }) => outcome === 'lost')).toBe(true);
  });
});

describe('a step with lengthPenalty', () => {
  const longFor = (name: string) => (text: unknown) => (String(text).includes(name) ? 100 : 1);

  it('takes a shorter prompt that does less well, and asks nothing without it', async () => {
    const free = await tableStep({ start: ['p0'], targets });
    const winner = free.state.parameters[0]?.instruction ?? '';
    const { forward } = (await import('../training/small-world.fixture.ts')).smallWorld(1).models;
    const models = {
      forward: { ...forward, countTokens: longFor(winner) },
      backward: forward,
      score: forward,
    };
    const context = { models };
    const long = await tableStep({
      start: ['p0'],
      targets,
      context,
      settings: { lengthPenalty: 0.5 },
    });
    expect(long.state.parameters[0]?.instruction).not.toBe(winner);
    const update = long.info.layers[0]?.update;
    const own = update?.candidates.find(({ parameters }) => parameters.instruction === winner);
    expect(own?.terms['length']).toEqual({ value: 100, standardError: 0 });
    expect(own?.reward).toBeCloseTo((own?.score ?? NaN) - 50, 9);
    const without = await tableStep({ start: ['p0'], targets, context });
    expect(without.state.parameters[0]?.instruction).toBe(winner);
    expect(without.info.layers[0]?.update?.weights).toEqual({ likelihood: 1 });
  });
});

it('with costPenalty, a prompt loses what its tokens cost at the price of the model', async () => {
  const free = await tableStep({ start: ['p0'], targets });
  const winner = free.state.parameters[0]?.instruction ?? '';
  const { forward } = (await import('../training/small-world.fixture.ts')).smallWorld(1).models;
  const countTokens = (text: unknown) => (String(text).includes(winner) ? 400 : 0);
  const stepAt = async (input: number) =>
    tableStep({
      start: ['p0'],
      targets,
      context: {
        models: {
          forward: { ...forward, countTokens, price: { input, output: 99 } },
          backward: forward,
          score: forward,
        },
      },
      settings: { costPenalty: 50 },
    });
  const dear = await stepAt(2.5);
  expect(dear.state.parameters[0]?.instruction).not.toBe(winner);
  const all = dear.info.layers[0]?.update?.candidates ?? [];
  const own = all.find(({ parameters }) => parameters.instruction === winner);
  expect(own?.terms['cost']).toEqual({ value: 1, standardError: 0 });
  expect(own?.reward).toBeCloseTo((own?.score ?? NaN) - 50, 9);
  // Tokens of a local model cost nothing.
  expect((await stepAt(0)).state.parameters[0]?.instruction).toBe(winner);
});

describe('a step with copiedText', () => {
  const proposer = () => async () =>
    ['p1', 'see x0 x1 now'].map((text) => ({
      parameters: instructionOnly(text),
      origin: 'proposal' as const,
    }));
  const stepWith = (copiedText: 'off' | 'mark' | 'refuse') =>
    tableStep({
      start: ['p0'],
      targets,
      inputs: inputs.map((x, at) => (at === 0 ? 'x0 x1' : x)),
      settings: { copiedText, copiedWords: 2 },
      strategies: { proposer },
    });

  it('off: compares every proposal and marks none', async () => {
    const candidates = (await stepWith('off')).info.layers[0]?.update?.candidates ?? [];
    expect(candidates.map(({ copied }) => copied)).toEqual([undefined, undefined, undefined]);
  });

  it('mark: compares a proposal that copies, and names what it copies', async () => {
    const candidates = (await stepWith('mark')).info.layers[0]?.update?.candidates ?? [];
    expect(candidates.map(({ copied }) => copied)).toEqual([undefined, undefined, 'x0 x1']);
  });

  it('refuse: does not score it, and records it', async () => {
    const update = (await stepWith('refuse')).info.layers[0]?.update;
    expect(update?.candidates.map(({ parameters }) => parameters.instruction)).toEqual([
      'p0',
      'p1',
    ]);
    expect(update?.refused).toEqual([
      { parameters: instructionOnly('see x0 x1 now'), origin: 'proposal', copied: 'x0 x1' },
    ]);
  });
});
