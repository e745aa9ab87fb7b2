import { computeLosses, type Loss } from '@dln/losses';
import { type Outcome, thenAsk, zip } from '../scoring/outcome.ts';

/** An answer, and what it should have been. */
export interface Judged {
  readonly output: string;
  readonly target: string;
}

/** The loss of each answer, computed together; failures stay. */
export async function withLosses<Item extends Judged>(
  loss: Loss,
  answers: readonly Outcome<Item>[],
): Promise<readonly Outcome<Item & { readonly loss: number }>[]> {
  return thenAsk(answers, async (items) =>
    zip(
      items,
      computeLosses(
        loss,
        items.map(({ output }) => output),
        items.map(({ target }) => target),
      ),
    ).map(([item, value]) => ({ ...item, loss: value })),
  );
}
