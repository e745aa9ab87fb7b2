import type { ItemFailure } from '@dln/llm';
import { UnansweredError } from './unanswered-error.ts';

/** What stands in place of the result for one item of a call. */
export interface Failed {
  readonly failure: ItemFailure;
  /** The layer that has no answer, if it is known. */
  readonly layer?: number;
}

/** The result for one item of a call, or why it has none. */
export type Outcome<Result extends object> =
  | (Result & { readonly failure?: undefined; readonly layer?: undefined })
  | ({ readonly [Field in keyof Result]?: undefined } & Failed);

/** A failure without anything else. */
export function failedWith({ failure, layer }: Failed): Failed {
  return layer === undefined ? { failure } : { failure, layer };
}

/** The outcome with another result; a failure stays. */
export function mapOutcome<Result extends object, Other extends object>(
  outcome: Outcome<Result>,
  change: (result: Result) => Other,
): Outcome<Other> {
  return outcome.failure ? failedOutcome(outcome) : change(outcome);
}

/** A failure as the outcome of a call of any kind. */
export function failedOutcome<Result extends object>(failed: Failed): Outcome<Result> {
  return failedWith(failed);
}

/**
 * Asks about the items that have not failed, in one call; the failures stay in their places.
 *
 * @param ask gives one outcome for each item, in order
 */
export async function thenAsk<Item extends object, Result extends object>(
  items: readonly Outcome<Item>[],
  ask: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
): Promise<readonly Outcome<Result>[]> {
  const open = items.filter(({ failure }) => failure === undefined) as readonly Item[];
  const answers = (open.length === 0 ? [] : await ask(open)).values();
  return items.map((item): Outcome<Result> => {
    if (item.failure) return failedOutcome(item);
    const answer = answers.next();
    if (answer.done) throw new RangeError(`fewer answers than ${open.length} items`);
    return answer.value;
  });
}

/** Two lists of the same length, item by item. @throws RangeError if their lengths differ */
export function zip<One, Other>(
  ones: readonly One[],
  others: readonly Other[],
): readonly (readonly [One, Other])[] {
  if (ones.length !== others.length)
    throw new RangeError(`${others.length} results for ${ones.length} items`);
  return ones.map((one, index) => [one, others[index] as Other]);
}

/** The result. @throws UnansweredError for a failure */
export function requireResult<Result extends object>(outcome: Outcome<Result>): Result {
  if (outcome.failure) throw new UnansweredError(outcome);
  return outcome;
}
