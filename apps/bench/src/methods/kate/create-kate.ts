import type { Batch, Dataset, Example, Split } from '@dln/datasets';
import { accuracyOf, answerExamples } from '@dln/vi';
import type { Learner } from '@dln/run';
import type { Retriever } from './retriever.ts';

const batchSize = 20;

/**
 * KATE (Liu et al. 2022): each input is preceded by its nearest solved training examples, the
 * nearest one last. Examples with the same input are left out.
 */
export function createKate({
  shots,
  retriever,
}: {
  readonly shots: number;
  readonly retriever: Retriever;
}): Learner {
  return async function* kate({ context, dataset, parameters }) {
    const { signal } = context;
    const answer = async (split: 'dev' | 'test'): ReturnType<typeof answerExamples> =>
      answerExamples(context, {
        parameters,
        batches: await nearestBatches({ dataset, split, shots, retriever, signal }),
        step: 0,
        purpose: split === 'dev' ? 'validation' : 'test',
      });
    const dev = await answer('dev');
    const devAccuracy = accuracyOf(dev);
    yield { type: 'validated', iteration: 0, parameters, devAccuracy, isBest: true, examples: dev };
    yield { type: 'iteration', iteration: 0, parameters, devAccuracy };
    const test = await answer('test');
    const testAccuracy = accuracyOf(test);
    yield { type: 'tested', iteration: 0, parameters, testAccuracy, examples: test };
  };
}

async function nearestBatches({
  dataset,
  split,
  shots,
  retriever,
  signal,
}: {
  readonly dataset: Dataset;
  readonly split: Split;
  readonly shots: number;
  readonly retriever: Retriever;
  readonly signal: AbortSignal | undefined;
}): Promise<readonly Batch[]> {
  const examples = dataset.examples(split);
  const train = dataset.examples('train');
  const ranked = await retriever.rank({
    queries: examples.map(({ input }) => input),
    candidates: train.map(({ input }) => input),
    // Extra neighbours replace those with the same input.
    count: shots + copiesOf(train),
    signal,
  });
  const fewShots = examples.map(({ input }, at) =>
    (ranked[at] ?? [])
      .flatMap((position) => train[position] ?? [])
      .filter((other) => other.input !== input)
      .slice(0, shots)
      .toReversed(),
  );
  return Array.from({ length: Math.ceil(examples.length / batchSize) }, (_, batch) => {
    const start = batch * batchSize;
    const part = examples.slice(start, start + batchSize);
    return {
      inputs: part.map(({ input }) => input),
      targets: part.map(({ target }) => target),
      fewShots: fewShots.slice(start, start + batchSize),
    };
  });
}

/** The largest number of occurrences of one input. */
function copiesOf(examples: readonly Example[]): number {
  const groups = Map.groupBy(examples, ({ input }) => input);
  return [...groups.values()].reduce((most, { length }) => Math.max(most, length), 0);
}
