import { type Unanswered, UnansweredError } from './unanswered-error.ts';

/** What came of work that may have to do without some of its items. */
export interface Answered<Item, Value> {
  /** Undefined where no item is left. */
  readonly value: Value | undefined;
  /** The items that it was done with. */
  readonly kept: readonly Item[];
  /** The others, each with why it has no answer. */
  readonly left: readonly { readonly item: Item; readonly why: Unanswered }[];
}

/**
 * Does work on items, and again without those that turn out to have no answer, until all have one. The second time costs only what a model does not remember.
 *
 * @param work - its UnansweredErrors name indices of the items that it is given
 */
export async function withoutUnanswered<Item, Value>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<Value>,
): Promise<Answered<Item, Value>> {
  let kept = items;
  const left: { readonly item: Item; readonly why: Unanswered }[] = [];
  while (kept.length > 0) {
    try {
      return { value: await work(kept), kept, left };
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error;
      const reasons = new Map(error.unanswered.map((why) => [why.index, why]));
      kept.forEach((item, index) => {
        const why = reasons.get(index);
        if (why) left.push({ item, why });
      });
      kept = kept.filter((_, index) => !reasons.has(index));
    }
  }
  return { value: undefined, kept, left };
}
