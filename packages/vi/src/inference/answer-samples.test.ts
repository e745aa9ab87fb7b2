import { promptText } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { instructionsOf } from '../layers/layer-parameters.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { type AnswerSampleSettings, lossOfSamples } from './answer-samples.ts';
import {
  answeringModel,
  rewardsIn,
  robustWorld,
  stepOnce,
  type AnsweringCall,
  type Rights,
} from '../training/robust-world.fixture.ts';

/**
 * `p1` is always right on four of six examples; `p2` is right on every example, in one of five
 * samples.
 */
const steadyOrLucky: Rights = (prompt, example, sample) =>
  (prompt === 'p1' && example < 4) || (prompt === 'p2' && sample === example % 5);

async function chosenWith(
  settings: Partial<AnswerSampleSettings>,
  calls: AnsweringCall[] = [],
): Promise<{ readonly chosen: readonly string[]; readonly rewards: readonly unknown[] }> {
  const { models } = smallWorld(1);
  const forward = answeringModel(steadyOrLucky, calls);
  const context = robustWorld(
    { models: { ...models, forward } },
    { samplesPerExample: 5, sampleTemperature: 0.8, ...settings },
  );
  const done = await stepOnce(context);
  return { chosen: instructionsOf(done.state.parameters), rewards: rewardsIn(done) };
}

describe('several samples per example', () => {
  it('rank prompts by the mean of their samples', async () => {
    const { chosen, rewards } = await chosenWith({ sampleAggregate: 'mean' });
    expect(rewards).toEqual([0, 0.666667, 0.2, 0, 0]);
    expect(chosen).toEqual(['p1']);
  });

  it('rank prompts by the best of all samples', async () => {
    const { chosen, rewards } = await chosenWith({ sampleAggregate: 'pass' });
    expect(rewards).toEqual([0, 0.666667, 1, 0, 0]);
    expect(chosen).toEqual(['p2']);
  });

  it('rank prompts by the best of fewer samples than are drawn', async () => {
    // pass@2 of 5 samples with 1 right: 1 − C(4, 2) / C(5, 2) = 0.4.
    const { chosen, rewards } = await chosenWith({ sampleAggregate: 'pass', passAt: 2 });
    expect(rewards).toEqual([0, 0.666667, 0.4, 0, 0]);
    expect(chosen).toEqual(['p1']);
  });

  it('are drawn at their temperature, with a seed each, the same for every prompt', async () => {
    const calls: AnsweringCall[] = [];
    await chosenWith({}, calls);
    const sampled = calls.filter(({ temperature }) => temperature === 0.8);
    const requests = sampled.flatMap((call) => call.requests);
    expect(requests).toHaveLength(5 * 6 * 5);
    const seedsOf = new Map<string, Set<number | undefined>>();
    for (const { prompt, seed } of requests)
      seedsOf.set(promptText(prompt), (seedsOf.get(promptText(prompt)) ?? new Set()).add(seed));
    const [first] = [...seedsOf.values()];
    expect(first?.size).toBe(5);
    for (const seeds of seedsOf.values()) expect(seeds).toEqual(first);
  });

  it('make one loss', () => {
    const losses = [0, 1, 1, 0.5];
    expect(lossOfSamples(losses, { sampleAggregate: 'mean', passAt: null })).toBe(0.625);
    expect(lossOfSamples(losses, { sampleAggregate: 'pass', passAt: null })).toBe(0);
    // Pairs: 0 in three of six, 0.5 in two, 1 in one.
    expect(lossOfSamples(losses, { sampleAggregate: 'pass', passAt: 2 })).toBeCloseTo(2 / 6, 12);
  });
});
