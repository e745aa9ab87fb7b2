import { judgeOutputs, type Judgement, type Loss, type LossContext } from '@dln/losses';
import { toItemFailure } from '@dln/llm';
import { failedOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';

/** An answer, and what it should have been. */
export interface Judged {
  readonly output: string;
  readonly target: string;
  /** What a metric may read of the example. */
  readonly context: LossContext;
}

type WithLoss<Item> = Item & Judgement;

/**
 * The loss of each answer, computed together; failures stay. An answer that the loss of a module
 * cannot compare is a failure.
 */
export async function withLosses<Item extends Judged>(
  loss: Loss,
  answers: readonly Outcome<Item>[],
): Promise<readonly Outcome<WithLoss<Item>>[]> {
  return thenAsk(answers, async (items) => {
    try {
      return await judge(loss, items);
    } catch (error) {
      if (toItemFailure(error) === undefined) throw error;
      return (await Promise.all(items.map(async (item) => judgeAlone(loss, item)))).flat();
    }
  });
}

async function judge<Item extends Judged>(
  loss: Loss,
  items: readonly Item[],
): Promise<readonly WithLoss<Item>[]> {
  const judgements = await judgeOutputs(
    loss,
    items.map(({ output, target, context }) => ({ output, target, ...context })),
  );
  return zip(items, judgements).map(([item, judgement]) => ({ ...item, ...judgement }));
}

async function judgeAlone<Item extends Judged>(
  loss: Loss,
  item: Item,
): Promise<readonly Outcome<WithLoss<Item>>[]> {
  try {
    return await judge(loss, [item]);
  } catch (error) {
    const failure = toItemFailure(error);
    if (failure === undefined) throw error;
    return [failedOutcome({ failure })];
  }
}
