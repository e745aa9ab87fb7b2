import assert from 'node:assert/strict';
import type { Loss } from '../loss.ts';
import { computeSamples } from './compute-samples.ts';
import type { CheckContext, LossCheck, LossSample } from './loss-check.ts';

const REMOTE = 'the loss asks a model or a service, whose replies may differ';

/** What a loss says of right and wrong outputs. */
export function createAnswerChecks(samples: readonly LossSample[]): readonly LossCheck[] {
  const right = samples.filter(({ isRight }) => isRight);
  const wrong = samples.filter(({ isRight }) => !isRight);
  return [
    {
      name: 'gives 0 for a right output',
      run: async (loss, test) => {
        if (right.length === 0) {
          test.skip('no sample is right');
          return;
        }
        for (const [index, { loss: value }] of (await computeSamples(loss, right)).entries())
          assert.equal(value, 0, `the loss of ${describe(right[index])} is ${value}`);
      },
    },
    {
      name: 'gives more than 0 for a wrong output',
      run: async (loss, test) => {
        if (wrong.length === 0) {
          test.skip('no sample is wrong');
          return;
        }
        for (const [index, { loss: value }] of (await computeSamples(loss, wrong)).entries())
          assert.ok(value > 0, `the loss of ${describe(wrong[index])} is 0`);
      },
    },
    {
      name: 'gives an output the same loss each time, alone, in a batch and in any order',
      run: unlessRemote(async (loss) => {
        const together = await computeSamples(loss, samples);
        const reversed = await computeSamples(loss, samples.toReversed());
        assert.deepEqual(reversed.toReversed(), together);
        for (const [index, sample] of samples.entries())
          assert.deepEqual(await computeSamples(loss, [sample]), together.slice(index, index + 1));
      }),
    },
    {
      name: 'takes different targets for different answers, unless it is tolerant',
      run: unlessRemote(async (loss, test) => {
        if (loss.isTolerant === true) {
          test.skip('the loss is tolerant');
          return;
        }
        const targets = [...new Set(samples.map(({ target }) => target))];
        if (targets.length < 2) {
          test.skip('all samples have one target');
          return;
        }
        const others = targets.flatMap((output) =>
          targets.filter((target) => target !== output).map((target) => ({ output, target })),
        );
        for (const [index, { loss: value }] of (await computeSamples(loss, others)).entries())
          assert.ok(value > 0, `the loss of ${describe(others[index])} is 0`);
      }),
    },
  ];
}

function unlessRemote(check: LossCheck['run']): LossCheck['run'] {
  return async (loss: Loss, test: CheckContext) => {
    if (loss.isRemote === true) test.skip(REMOTE);
    else await check(loss, test);
  };
}

function describe(
  sample: { readonly output: string; readonly target: string } | undefined,
): string {
  return `${JSON.stringify(sample?.output)} for the target ${JSON.stringify(sample?.target)}`;
}
