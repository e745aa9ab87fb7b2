import type { Loss, LossContext, LossValue } from '@dln/losses';
import type { OutputSchema } from './output-schema.ts';

/**
 * A loss of outputs that must match a schema. An invalid output has loss 1, and its problem is the
 * feedback for proposals; valid ones have the loss that they had before.
 */
export function requireValid(loss: Loss, { read }: Pick<OutputSchema, 'read'>): Loss {
  const { postprocess = (text: string): string => text } = loss;
  const { postprocess: _, ...others } = loss;
  return {
    ...others,
    compute: async (outputs, targets, contexts) => {
      const problems = await Promise.all(outputs.map(async (text) => (await read(text)).problem));
      const valid = problems.flatMap((problem, index) => (problem === undefined ? [index] : []));
      const values = (
        valid.length === 0
          ? []
          : await loss.compute(
              valid.map((index) => postprocess(at(outputs, index))),
              valid.map((index) => postprocess(at(targets, index))),
              contexts && valid.map((index): LossContext => at(contexts, index)),
            )
      ).values();
      return problems.map((problem): LossValue => {
        if (problem !== undefined) return { loss: 1, feedback: problem };
        const value = values.next();
        if (value.done) throw new RangeError(`fewer losses than ${valid.length} valid outputs`);
        return value.value;
      });
    },
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}
