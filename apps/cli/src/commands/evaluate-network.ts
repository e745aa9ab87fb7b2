import type { Dataset, Example, Split } from '@dln/datasets';
import { toItemFailure } from '@dln/llm';
import { computeLosses, type Loss } from '@dln/losses';
import type { Network, Prediction } from '@dln/vi';

/** An example, what a network answered, and how wrong that is. */
export interface EvaluatedExample extends Prediction {
  readonly input: string;
  readonly target: string;
  /** 1 for an example that was skipped. */
  readonly loss: number;
}

/** What a network reached on a split. */
export interface EvaluatedSplit {
  readonly split: Split;
  /** In the order of the split. */
  readonly examples: readonly EvaluatedExample[];
  /** 1 − mean loss; examples that were skipped count as wrong. Null if the split is empty. */
  readonly accuracy: number | null;
  /** How many examples have no answer. */
  readonly skipped: number;
}

/** Asks a network every example of a split. An example that cannot be answered is skipped and counts as wrong. */
export async function evaluateNetwork(options: {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly loss: Loss;
  readonly split: Split;
  /** `[example][shot]` @default those of the network */
  readonly fewShots?: readonly (readonly Example[])[] | undefined;
  readonly signal: AbortSignal;
}): Promise<EvaluatedSplit> {
  const { network, dataset, loss, split, fewShots, signal } = options;
  const examples = dataset.examples(split);
  const predictions = await network.predict(
    examples.map(({ input }) => input),
    { signal, fewShots, onFailure: 'return' },
  );
  const evaluated = examples.map(({ input, target }, index): EvaluatedExample => {
    const prediction = predictions[index];
    if (!prediction) throw new RangeError(`example ${index} has no prediction`);
    return { input, target, ...prediction, ...judge(prediction, target, loss) };
  });
  return {
    split,
    examples: evaluated,
    accuracy: meanAccuracy(evaluated),
    skipped: evaluated.filter(({ failure }) => failure !== undefined).length,
  };
}

function meanAccuracy(examples: readonly EvaluatedExample[]): number | null {
  if (examples.length === 0) return null;
  return examples.reduce((sum, { loss }) => sum + 1 - loss, 0) / examples.length;
}

/** The loss of a prediction; without an answer, or if the loss of a module cannot compare it, the example is skipped. */
function judge(
  { failure, output }: Prediction,
  target: string,
  loss: Loss,
): Pick<EvaluatedExample, 'loss' | 'failure'> {
  if (failure) return { loss: 1 };
  try {
    const [value] = computeLosses(loss, [output], [target]);
    if (value === undefined) throw new RangeError('a loss gave no value for one output');
    return { loss: value };
  } catch (error) {
    const failed = toItemFailure(error);
    if (failed === undefined) throw error;
    return { loss: 1, failure: failed };
  }
}
