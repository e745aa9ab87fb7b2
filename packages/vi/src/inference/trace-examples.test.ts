import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import {
  inputs,
  logProbability,
  mostLikely,
  smallWorld,
  targets,
  words,
} from '../training/small-world.fixture.ts';
import { step } from './step.ts';
import type { StepInfo } from './step-info.ts';

async function stepOf(depth: number, labels: readonly string[] = targets): Promise<StepInfo> {
  const { info } = await step({
    state: {
      step: 0,
      parameters: ['p1', 'p2'].map(instructionOnly).slice(0, depth),
      random: new RandomState(3).state(),
    },
    batch: { inputs, targets: labels },
    context: smallWorld(depth),
    memory: [],
    wrongTextPenalty: 0,
  });
  return info;
}

describe('the traced examples of a step', () => {
  it('hold each prompt as it was sent, what each layer wrote, and the posterior of the hidden texts', async () => {
    const { examples = [] } = await stepOf(2);
    expect(examples.map(({ batchIndex }) => batchIndex)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [at, example] of examples.entries()) {
      const [x = '', target = ''] = [inputs[at], targets[at]];
      const hidden = mostLikely(0, 'p1', x);
      const output = mostLikely(1, 'p2', hidden);
      expect(example).toMatchObject({ input: x, target, loss: output === target ? 0 : 1 });
      const [first, second] = example.layers;
      expect(first).toMatchObject({ sent: `0#p1#${x}`, output: hidden });
      expect(second).toEqual({ sent: `1#p2#${hidden}`, output });
      const total = words.reduce((sum, h) => sum + joint(x, h, target), 0);
      expect(first?.hiddenTexts?.map(({ text }) => text)).toEqual(words);
      for (const { text, weight } of first?.hiddenTexts ?? [])
        expect(weight).toBeCloseTo(joint(x, text, target) / total, 9);
    }
  });

  it('are there as well if the batch has no error, without hidden texts', async () => {
    const { examples = [], isErrorFree } = await stepOf(
      1,
      inputs.map((x) => mostLikely(0, 'p1', x)),
    );
    expect(isErrorFree).toBe(true);
    expect(examples).toHaveLength(6);
    expect(examples[0]?.layers).toEqual([{ sent: '0#p1#x0', output: mostLikely(0, 'p1', 'x0') }]);
  });
});

/** p(h | x) p(target | h) under the prompts p1 and p2. */
function joint(x: string, h: string, target: string): number {
  return Math.exp(logProbability(0, 'p1', x, h) + logProbability(1, 'p2', h, target));
}
