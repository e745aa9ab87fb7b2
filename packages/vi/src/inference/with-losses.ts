import { computeLosses, type Loss } from '@dln/losses';
import { toItemFailure } from '@dln/llm';
import { failedOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';

/** An answer, and what it should have been. */
export interface Judged {
  readonly output: string;
  readonly target: string;
}

type WithLoss<Item> = Item & { readonly loss: number };

/** The loss of each answer, computed together; failures stay. An answer that the loss of a module cannot compare is a failure of its own. */
export async function withLosses<Item extends Judged>(
  loss: Loss,
  answers: readonly Outcome<Item>[],
): Promise<readonly Outcome<WithLoss<Item>>[]> {
  return thenAsk(answers, async (items) => {
    try {
      return judge(loss, items);
    } catch (error) {
      if (toItemFailure(error) === undefined) throw error;
      return items.flatMap((item) => judgeAlone(loss, item));
    }
  });
}

function judge<Item extends Judged>(loss: Loss, items: readonly Item[]): readonly WithLoss<Item>[] {
  const values = computeLosses(
    loss,
    items.map(({ output }) => output),
    items.map(({ target }) => target),
  );
  return zip(items, values).map(([item, value]) => ({ ...item, loss: value }));
}

function judgeAlone<Item extends Judged>(
  loss: Loss,
  item: Item,
): readonly Outcome<WithLoss<Item>>[] {
  try {
    return judge(loss, [item]);
  } catch (error) {
    const failure = toItemFailure(error);
    if (failure === undefined) throw error;
    return [failedOutcome({ failure })];
  }
}
