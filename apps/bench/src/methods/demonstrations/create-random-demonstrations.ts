import { RandomState } from '@dln/random';
import type { Example } from '@dln/datasets';
import { accuracyOf, answerExamples } from '@dln/vi';
import type { Learner } from '@dln/run';

const batchSize = 20;

/**
 * One random set of solved training examples in the last layer, balanced across classes.
 *
 * @param options `shots`: examples in the set
 */
export function createRandomDemonstrations(options: {
  readonly shots: number;
  readonly seed: number;
}): Learner {
  return async function* randomDemonstrations({ context, dataset, parameters: initial }) {
    const demonstrations = drawBalanced(dataset.examples('train'), options).map(
      ({ input, target }) => ({ input, output: target }),
    );
    const parameters = initial.map((layer, index) =>
      index === initial.length - 1 ? { ...layer, demonstrations } : layer,
    );
    const examples = await answerExamples(context, {
      parameters,
      batches: dataset.iterate('test', batchSize),
      step: 0,
      purpose: 'test',
    });
    const testAccuracy = accuracyOf(examples);
    yield { type: 'tested', iteration: 0, parameters, testAccuracy, examples };
  };
}

/** Examples in random order, one of each class in turn. */
export function drawBalanced(
  examples: readonly Example[],
  { shots, seed }: { readonly shots: number; readonly seed: number },
): readonly Example[] {
  const shuffled = new RandomState(seed)
    .permutation(examples.length)
    .flatMap((at) => examples[at] ?? []);
  const groups = [...Map.groupBy(shuffled, ({ target }) => target).values()];
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? []))
    .flat()
    .slice(0, shots);
}
