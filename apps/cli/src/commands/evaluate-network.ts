import type { Dataset, Example, Split } from '@dln/datasets';
import { toItemFailure } from '@dln/llm';
import { judgeOutputs, type Loss } from '@dln/losses';
import type { Network, Prediction } from '@dln/vi';

/** An example, what a network answered, and how wrong that is. */
export interface EvaluatedExample extends Prediction {
  readonly input: string;
  readonly target: string;
  /** 1 for an example that was skipped. */
  readonly loss: number;
  /** What the metric says of the answer. */
  readonly feedback?: string;
}

/** What a network reached on a split. */
export interface EvaluatedSplit {
  readonly split: Split;
  /** In the order of the split. */
  readonly examples: readonly EvaluatedExample[];
  /** 1 − mean loss; examples that were skipped count as wrong. Null if the split is empty. */
  readonly accuracy: number | null;
  /** How many examples have no answer. Invalid answers are counted apart. */
  readonly skipped: number;
  /** How many answers do not match the output schema. */
  readonly invalid: number;
}

/**
 * Asks a network every example of a split. An example that cannot be answered is skipped and counts
 * as wrong.
 */
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
  const evaluated = await Promise.all(
    examples.map(async (example, index): Promise<EvaluatedExample> => {
      const prediction = predictions[index];
      if (!prediction) throw new RangeError(`example ${index} has no prediction`);
      const { input, target } = example;
      return { input, target, ...prediction, ...(await judge(prediction, example, loss)) };
    }),
  );
  return {
    split,
    examples: evaluated,
    accuracy: meanAccuracy(evaluated),
    skipped: evaluated.filter((one) => one.failure !== undefined && !isInvalid(one)).length,
    invalid: evaluated.filter(isInvalid).length,
  };
}

/** Whether an example has an answer that does not match the output schema. */
export function isInvalid({ failure }: Pick<Prediction, 'failure'>): boolean {
  return failure?.kind === 'invalid-output';
}

function meanAccuracy(examples: readonly EvaluatedExample[]): number | null {
  if (examples.length === 0) return null;
  return examples.reduce((sum, { loss }) => sum + 1 - loss, 0) / examples.length;
}

/**
 * The loss of a prediction; without an answer, or if the loss of a module cannot compare it, the
 * example is skipped.
 */
async function judge(
  { failure, output, hiddenTexts }: Prediction,
  { input, target, fields }: Example,
  loss: Loss,
): Promise<Pick<EvaluatedExample, 'loss' | 'feedback' | 'failure'>> {
  if (failure) return { loss: 1 };
  try {
    const example = fields ?? { input, target };
    const [judgement] = await judgeOutputs(loss, [{ output, target, input, example, hiddenTexts }]);
    if (judgement === undefined) throw new RangeError('a loss gave no value for one output');
    return judgement;
  } catch (error) {
    const failed = toItemFailure(error);
    if (failed === undefined) throw error;
    return { loss: 1, failure: failed };
  }
}
