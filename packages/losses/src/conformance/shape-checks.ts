import assert from 'node:assert/strict';
import { computeSamples } from './compute-samples.ts';
import type { LossCheck, LossSample } from './loss-check.ts';

/** Outputs that models write now and then. */
const UNUSUAL_OUTPUTS: readonly string[] = [
  '',
  '  \n',
  'Größe',
  '答えは 7 です。',
  '🙂👍🏽',
  '{"answer": ',
  '<think>unfinished',
  'a'.repeat(10_000),
];

/** The form of what a loss gives. */
export function createShapeChecks(samples: readonly LossSample[]): readonly LossCheck[] {
  return [
    {
      name: 'has a name that a configuration can hold',
      run: async ({ name }) => assert.match(name, /^\S+$/, 'a name is one word'),
    },
    {
      name: 'gives one number from 0 to 1 per output',
      run: async (loss) =>
        assert.equal((await computeSamples(loss, samples)).length, samples.length),
    },
    {
      name: 'gives no losses for no outputs',
      run: async (loss) => assert.deepEqual(await computeSamples(loss, []), []),
    },
    {
      name: 'accepts any output: empty, cut off, very long, of any script',
      run: async (loss) => {
        for (const { target, context = {} } of samples)
          await computeSamples(
            loss,
            UNUSUAL_OUTPUTS.map((output) => ({ output, target, context })),
          );
      },
    },
    {
      name: 'postprocesses any text to a text',
      run: async ({ postprocess }, test) => {
        if (postprocess === undefined) {
          test.skip('the loss has no postprocess');
          return;
        }
        for (const text of UNUSUAL_OUTPUTS) assert.equal(typeof postprocess(text), 'string');
      },
    },
    {
      name: 'has feedback for an output that is wrong, if it has feedback for any',
      run: async (loss, test) => {
        const judgements = await computeSamples(loss, samples);
        if (judgements.every(({ feedback }) => feedback === undefined)) {
          test.skip('the loss gives no feedback');
          return;
        }
        assert.ok(
          judgements.some(({ loss: value, feedback }) => value > 0 && feedback),
          'no output with a loss above 0 has feedback',
        );
      },
    },
  ];
}
