import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { judgeCandidate } from '../results/candidate-outcome.ts';
import {
  inputs,
  logProbability,
  mostLikely,
  prompts,
  smallWorld,
  targets,
} from '../training/small-world.fixture.ts';
import { step, type StepResult } from './step.ts';

/** A step of two layers from some prompts. */
async function stepWith(jointChoice: number, start: readonly [string, string]) {
  return step({
    state: { step: 0, parameters: start.map(instructionOnly), random: new RandomState(3).state() },
    batch: { inputs, targets },
    context: smallWorld(2, { jointChoice }),
    memory: [],
    wrongTextPenalty: 0,
  });
}

/** Mean log p(target) of the network with hidden texts at temperature 0, by hand. */
function endToEnd(lower: string, upper: string): number {
  const values = inputs.map((x, at) =>
    logProbability(1, upper, mostLikely(0, lower, x), targets[at] ?? ''),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const starts = prompts.flatMap((lower) =>
  prompts.map((upper): readonly [string, string] => [lower, upper]),
);

function chosenOf({ state }: StepResult): readonly [string, string] {
  const [lower = '', upper = ''] = instructionsOf(state.parameters);
  return [lower, upper];
}

describe('with jointChoice', () => {
  it('of all candidates, two layers take the best pair there is', async () => {
    const best = Math.max(...starts.map(([lower, upper]) => endToEnd(lower, upper)));
    for (const start of starts.slice(0, 6)) {
      const done = await stepWith(prompts.length, start);
      expect(endToEnd(...chosenOf(done))).toBe(best);
    }
  });

  it('of the best two, the pair is never worse than the separate choices, and often better', async () => {
    let changed = 0;
    for (const start of starts) {
      const alone = chosenOf(await stepWith(1, start));
      const done = await stepWith(2, start);
      const together = chosenOf(done);
      const gain = endToEnd(...together) - endToEnd(...alone);
      const { joint } = done.info.layers[0]?.update ?? {};
      expect(joint?.combinations).toBe(4);
      expect(joint?.gain).toBeCloseTo(gain, 9);
      expect(gain).toBeGreaterThanOrEqual(0);
      if (together.join() !== alone.join()) changed++;
    }
    expect(changed).toBe(17);
  });

  it('a candidate of a smaller reward wins, and the ledger says why', async () => {
    for (const start of starts) {
      const { info } = await stepWith(2, start);
      for (const { update } of info.layers) {
        if (!update?.joint || update.joint.separate === update.chosen) continue;
        const winner = update.candidates[update.chosen];
        const alone = update.candidates[update.joint.separate];
        expect(winner?.reward).toBeLessThanOrEqual(alone?.reward ?? NaN);
        expect(update.parameters).toEqual(winner?.parameters);
        if (!winner || !alone) continue;
        expect(judgeCandidate(update, winner, update.chosen)).toEqual({
          outcome: 'won',
          reason: `won: ${update.joint.gain.toPrecision(2)} nats better together with the other layers, on 6 examples`,
        });
        expect(judgeCandidate(update, alone, update.joint.separate).reason).toContain(
          `lost: highest reward, but candidate ${update.chosen} is`,
        );
      }
    }
  });

  it('of one candidate each layer chooses alone, and nothing more is asked', async () => {
    const { info } = await stepWith(1, ['p0', 'p1']);
    expect(info.layers.map(({ update }) => update?.joint)).toEqual([undefined, undefined]);
  });
});
