import type { ItemFailure } from '@dln/llm';

/** A query that has no answer, by its index among those of a call. */
export interface Unanswered {
  readonly index: number;
  readonly failure: ItemFailure;
  /** The layer that should have answered, where that is known. */
  readonly layer?: number;
}

/**
 * Some queries of a call have no answer. The others have theirs, and a model that remembers what it was asked gives them again for nothing: whoever can do without the
 * unanswered ones asks again without them.
 */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly userFacing = true;
  readonly unanswered: readonly [Unanswered, ...Unanswered[]];

  constructor(unanswered: readonly [Unanswered, ...Unanswered[]]) {
    super(unanswered[0].failure.message);
    this.unanswered = unanswered;
  }
}

/**
 * The results of a call, all of them answers.
 *
 * @throws UnansweredError where some are none
 */
export function requireAnswers<Result extends { readonly failure?: ItemFailure }>(
  results: readonly Result[],
): readonly Result[] {
  const unanswered = results.flatMap(({ failure }, index) => (failure ? [{ index, failure }] : []));
  throwIfAny(unanswered);
  return results;
}

/** A call's value; where it has unanswered queries, those are named in the words of the caller. */
export async function renameUnanswered<Value>(
  call: Promise<Value>,
  rename: (unanswered: Unanswered) => Unanswered,
): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof UnansweredError) throwIfAny(error.unanswered.map(rename));
    throw error;
  }
}

function throwIfAny(unanswered: readonly Unanswered[]): void {
  const [first, ...rest] = unanswered;
  if (first !== undefined) throw new UnansweredError([first, ...rest]);
}
