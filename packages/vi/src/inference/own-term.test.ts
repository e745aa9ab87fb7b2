import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { listCandidates } from '../results/candidate-ledger.ts';
import type { Term } from '../objectives/term.ts';
import { inputs, prompts, smallWorld, targets } from '../training/small-world.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import type { InferenceStrategies } from './inference-strategies.ts';
import { step, type StepResult } from './step.ts';

async function stepWith(changes: Partial<InferenceStrategies>): Promise<StepResult> {
  const world = smallWorld(1);
  const context: InferenceContext = { ...world, strategies: { ...world.strategies, ...changes } };
  return step({
    state: { step: 0, parameters: ['p0'].map(instructionOnly), random: new RandomState(3).state() },
    batch: { inputs, targets },
    context,
    memory: [],
    wrongTextPenalty: 0,
  });
}

/** Rewards a candidate for its place among the candidates; it asks no model. */
const place: Term = {
  name: 'place',
  description: 'The place among the candidates.',
  isScore: false,
  isRanked: false,
  weight: () => 100,
  ask: () => [],
  score: (rows) => rows.map((answers, at) => answers && { value: at }),
};

describe('a custom value', () => {
  it('as a term: it counts in the reward and is in the ledger, with its weight', async () => {
    const { terms } = smallWorld(1).strategies;
    const { state, info } = await stepWith({ terms: [...terms, place] });
    expect(instructionsOf(state.parameters)).toEqual([prompts.at(-1)]);
    const entries = listCandidates({
      type: 'stepped',
      iteration: 0,
      parameters: state.parameters,
      info,
      runningScore: null,
      runningAccuracy: 0,
    });
    expect(entries.map(({ terms: own }) => own.place)).toEqual(
      prompts.map((_, value) => ({ value, standardError: 0, weight: 100 })),
    );
    for (const { score, reward, terms: own } of entries) {
      expect(reward).toBeCloseTo((score ?? NaN) + 100 * (own.place?.value ?? NaN), 9);
      expect(score).toBe(own.likelihood?.value);
    }
  });

  it('as a proposer: its candidates are compared', async () => {
    const { info } = await stepWith({
      proposer: () => async () => [{ parameters: instructionOnly('p3'), origin: 'proposal' }],
    });
    const candidates = info.layers[0]?.update?.candidates ?? [];
    expect(candidates.map(({ parameters }) => parameters.instruction)).toEqual(['p0', 'p3']);
  });

  it('as an acceptance: it chooses the prompt', async () => {
    const { state } = await stepWith({ acceptance: () => () => ({ chosen: 2 }) });
    expect(instructionsOf(state.parameters)).toEqual(['p2']);
  });

  it('as a division: it decides which examples count', async () => {
    const { info } = await stepWith({
      division: () => ({
        divide: () => ({ shown: [0], ranking: [4, 1] }),
        perRequest: (examples) => examples,
      }),
    });
    const candidates = info.layers[0]?.update?.candidates ?? [];
    expect(candidates.map(({ examples }) => examples)).toEqual([2, 2, 2, 2, 2]);
    expect(info.layers[0]?.update?.rankedOn).toEqual([4, 1]);
  });
});
