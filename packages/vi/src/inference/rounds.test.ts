import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { inputs, smallWorld, targets } from '../training/small-world.fixture.ts';
import { step, type StepResult } from './step.ts';

async function stepOf(
  depth: number,
  settings: Parameters<typeof smallWorld>[1] = {},
  strategies: Partial<ReturnType<typeof smallWorld>['strategies']> = {},
): Promise<StepResult & { readonly phases: readonly string[] }> {
  const phases: string[] = [];
  const context = smallWorld(depth, settings);
  const parameters = Array.from({ length: depth }, () => instructionOnly('p0'));
  const result = await step({
    state: { step: 0, parameters, random: new RandomState(3).state() },
    batch: { inputs, targets },
    context: {
      ...context,
      strategies: { ...context.strategies, ...strategies },
      onPhase: (phase) => phases.push(phase),
    },
    memory: [],
    wrongTextPenalty: 0,
  });
  return { ...result, phases };
}

const roundsOf = ({ info }: StepResult): readonly number[] =>
  info.layers.map(({ update, earlier = [] }) => (update ? 1 + earlier.length : 0));

describe('the phases of a step', () => {
  it('of one layer are its answers, the proposals and the scores', async () => {
    const { phases } = await stepOf(1);
    expect(phases).toEqual(['forward', 'proposals', 'scoring']);
  });

  it('of two layers begin with the answers, then the hidden texts and their scores', async () => {
    const { phases } = await stepOf(2);
    expect(phases.slice(0, 3)).toEqual(['forward', 'hidden texts', 'scoring']);
    expect(phases.slice(3).toSorted()).toEqual(['proposals', 'proposals', 'scoring', 'scoring']);
  });

  it('end with the scores of the network if layers choose together', async () => {
    const { phases } = await stepOf(2, { jointChoice: 2 });
    expect(phases.slice(3).toSorted()).toEqual([
      ...['proposals', 'proposals'],
      ...['scoring', 'scoring', 'scoring'],
    ]);
    expect(phases.at(-1)).toBe('scoring');
  });
});

describe('the rounds of a step', () => {
  it('are one for the output layer, and as many as are set for hidden ones', async () => {
    expect(roundsOf(await stepOf(2, { hiddenPromptSteps: 3 }))).toEqual([3, 1]);
    expect(roundsOf(await stepOf(3, { hiddenPromptSteps: 2 }))).toEqual([2, 2, 1]);
  });

  it('are one even with 0', async () => {
    expect(roundsOf(await stepOf(2, { hiddenPromptSteps: 0 }))).toEqual([1, 1]);
  });

  it('leave out layers that are not trained', async () => {
    const untrained = await stepOf(2, { hiddenPromptSteps: 2, trainedLayers: [true, false] });
    expect(roundsOf(untrained)).toEqual([2, 0]);
    expect(untrained.state.parameters[1]).toEqual(instructionOnly('p0'));
    expect(roundsOf(await stepOf(2, { trainedLayers: [false, true] }))).toEqual([0, 1]);
  });

  it('go on from the winner of the round before', async () => {
    const { info, state } = await stepOf(2, { hiddenPromptSteps: 2 });
    const [hidden] = info.layers;
    const [first] = hidden?.earlier ?? [];
    const current = hidden?.update?.candidates.find(({ origin }) => origin === 'current');
    expect(current?.parameters).toEqual(first?.parameters);
    expect(state.parameters[0]).toEqual(hidden?.update?.parameters);
  });
});

describe('layers that choose together', () => {
  const rankOn = (...rankings: readonly (readonly number[])[]) => {
    let call = 0;
    return {
      division: () => ({
        divide: () => ({ shown: [0], ranking: rankings[call++ % rankings.length] ?? [] }),
        perRequest: (examples: number) => examples,
      }),
    };
  };
  const examplesOf = ({ info }: StepResult): number | undefined =>
    info.layers[0]?.update?.joint?.examples;

  it('are judged on the examples that ranked both', async () => {
    const done = await stepOf(2, { jointChoice: 2 }, rankOn([0, 1, 2], [2, 3, 4]));
    expect(examplesOf(done)).toBe(1);
    const more = await stepOf(2, { jointChoice: 2 }, rankOn([0, 1, 2, 3], [2, 3, 4]));
    expect(examplesOf(more)).toBe(2);
  });

  it('are judged on all examples if none ranked both', async () => {
    const done = await stepOf(2, { jointChoice: 2 }, rankOn([0, 1, 2], [3, 4, 5]));
    expect(examplesOf(done)).toBe(6);
  });
});
