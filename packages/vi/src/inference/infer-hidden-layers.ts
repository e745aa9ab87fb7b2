import type { RandomState } from '@dln/random';
import { type ExampleRecord, recordAt, targetAt } from './example-record.ts';
import { inferHiddenTexts, type HiddenTexts } from './hidden-texts.ts';
import type { StepOptions } from './step-options.ts';

/**
 * Hidden texts of every layer but the last, inferred from the top down, for the examples that have
 * them in each.
 */
export async function inferHiddenLayers(
  { context, state }: Pick<StepOptions, 'context' | 'state'>,
  random: RandomState,
  answered: readonly ExampleRecord[],
): Promise<{
  readonly examples: readonly ExampleRecord[];
  /** `[hidden layer]` */
  readonly hidden: readonly HiddenTexts[];
}> {
  const { step, parameters } = state;
  let examples = answered;
  let hidden: readonly HiddenTexts[] = [];
  for (let index = context.layers.length - 2; index >= 0; index--) {
    const inferred = await inferHiddenTexts(
      context,
      {
        index,
        step,
        parameters,
        examples: examples.map((example) => ({
          ...example,
          ...recordAt(example, index),
          target: targetAt(example, index + 1),
        })),
      },
      random,
    );
    const posteriors = new Map(inferred.examples.map((one) => [one.batchIndex, one]));
    examples = examples.flatMap((example) => {
      const found = posteriors.get(example.batchIndex);
      if (!found) return [];
      const { samples, best } = found;
      const record = { ...recordAt(example, index), posterior: { samples, best } };
      return [{ ...example, layers: example.layers.with(index, record) }];
    });
    hidden = [inferred, ...hidden];
  }
  return { examples, hidden };
}
