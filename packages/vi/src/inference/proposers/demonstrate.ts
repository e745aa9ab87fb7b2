import type { RandomState } from '@dln/random';
import type { Demonstration } from '../../layers/layer-parameters.ts';
import { renderLayer } from '../../layers/render-layer.ts';
import type { Layer } from '../../layers/layer.ts';
import { indexed } from '../../numerics/indexed.ts';
import type { Candidate } from '../candidate-listing.ts';
import { layerAt, type InferenceContext } from '../inference-context.ts';
import type { Proposer } from '../proposer.ts';

/** An example that may be a demonstration. */
interface Demonstrable extends Demonstration {
  /** Absent for an example that is not in the batch. */
  readonly batchIndex?: number;
}

/**
 * Gives the present instruction new demonstrations: training examples at random, balanced across
 * classes, at most `demonstrations` of them and `demonstrationTokens` tokens. A single layer shows
 * examples that are not in the batch. Other layers show examples of the batch, with the hidden text
 * of the largest posterior weight as the output; those do not rank the candidates.
 */
export const demonstrate: Proposer = (context, question, random) => {
  const { index, count, current, examples, others } = question;
  const layer = layerAt(context, index);
  const available: readonly Demonstrable[] =
    others.length > 0
      ? others.map(({ input, target }) => ({ input, output: target }))
      : examples.map(({ input, target, batchIndex }) => ({ input, output: target, batchIndex }));
  const orders = Array.from({ length: count }, () => stratify(layer, available, random));
  return async () => {
    const sets = await Promise.all(orders.map((order) => fit(context, layer, order)));
    return sets
      .filter((set) => set.length > 0)
      .map((set): Candidate => ({
        parameters: {
          ...current,
          demonstrations: set.map(({ input, output }) => ({ input, output })),
        },
        origin: 'proposal',
        demonstrated: set.flatMap(({ batchIndex }) => batchIndex ?? []),
      }));
  };
};

/** The examples in random order, the classes in turn. */
function stratify(
  { outputClasses }: Layer,
  examples: readonly Demonstrable[],
  random: RandomState,
): readonly Demonstrable[] {
  const shuffled = random.permutation(examples.length).map((at) => indexed(examples, at));
  if (!outputClasses) return shuffled;
  const groups = [...Map.groupBy(shuffled, ({ output }) => outputClasses.indexOf(output)).values()];
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    groups.flatMap((group) => group[turn] ?? []),
  ).flat();
}

/** The first examples whose renderings fit into the budget; longer ones are passed over. */
async function fit(
  { models, settings }: InferenceContext,
  layer: Layer,
  order: readonly Demonstrable[],
): Promise<readonly Demonstrable[]> {
  let left = settings.demonstrationTokens;
  const set: Demonstrable[] = [];
  for (const example of order) {
    if (set.length === settings.demonstrations) break;
    const alone = renderLayer(layer, { instruction: '', demonstrations: [example] }, '');
    const tokens = await models.forward.countTokens(alone);
    if (tokens > left) continue;
    left -= tokens;
    set.push(example);
  }
  return set;
}
