import type { ItemFailure } from '../item-failure.ts';
import type { CallOptions, OnResult } from '../language-model.ts';
import { hearEachResult } from './hear-each-result.ts';

/** What has been answered, and what is being asked. */
export interface AnswerMemory<Result> {
  recall(key: string): Result | undefined;
  remember(key: string, result: Result): void;
  /** Resolved with the answer, or with nothing when the question could not be asked. */
  readonly underWay: Map<string, PromiseWithResolvers<Result | undefined>>;
  /** An answer as those get it who waited for it. */
  share(result: Result): Result;
}

/** Options of `askOnce`. */
export interface AskOnceOptions<Request, Result> {
  readonly requests: readonly Request[];
  readonly keyOf: (request: Request) => string;
  readonly memory: AnswerMemory<Result>;
  /** Asks the model what nobody has asked before. */
  readonly ask: (
    requests: readonly Request[],
    onResult: OnResult<Result>,
  ) => Promise<readonly Result[]>;
  readonly onResult?: OnResult<Result> | undefined;
  /** A failure that is remembered is no answer where it should reject. */
  readonly onFailure?: CallOptions['onFailure'] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Answers requests from memory, by waiting for whoever asks the same just now, or by asking. When the one who asks fails or gives up,
 * those who wait ask for themselves, so nobody suffers from another's abort.
 */
export async function askOnce<Request, Result extends { readonly failure?: ItemFailure }>({
  requests,
  keyOf,
  memory,
  ask,
  onResult,
  onFailure,
  signal,
}: AskOnceOptions<Request, Result>): Promise<readonly Result[]> {
  const keys = requests.map(keyOf);
  const results = new Array<Result>(requests.length);
  const settle = (index: number, result: Result): void => {
    results[index] = result;
    onResult?.(result, index);
  };
  const release = (key: string, result?: Result): void => {
    memory.underWay.get(key)?.resolve(result);
    memory.underWay.delete(key);
  };

  const askFor = async (indices: readonly number[]): Promise<void> => {
    if (indices.length === 0) return;
    const keyAt = (at: number): string => keys[indices[at] as number] as string;
    const hear = (result: Result, at: number): void => {
      memory.remember(keyAt(at), result);
      release(keyAt(at), result);
      settle(indices[at] as number, result);
    };
    const questions = indices.map((index) => requests[index] as Request);
    try {
      const answers = await hearEachResult((listener) => ask(questions, listener), hear);
      if (answers.length !== questions.length) {
        throw new Error(`${answers.length} answers came to ${questions.length} questions`);
      }
    } finally {
      indices.forEach((_, at) => release(keyAt(at)));
    }
  };

  /** Settles what is known; gives the questions for us, and a promise of the rest: the indices that stayed without an answer. */
  const sort = (open: readonly number[]): readonly [number[], Promise<readonly number[]>] => {
    const mine: number[] = [];
    const others: Promise<number | undefined>[] = [];
    for (const index of open) {
      const key = keys[index] as string;
      const settleFromMemory = (waitedFor?: Result): boolean => {
        const answer = memory.recall(key) ?? (waitedFor && memory.share(waitedFor));
        if (answer === undefined) return false;
        if (answer.failure !== undefined && onFailure !== 'return') return false;
        settle(index, answer);
        return true;
      };
      if (settleFromMemory()) continue;
      const asking = memory.underWay.get(key);
      if (asking !== undefined) {
        others.push(
          asking.promise.then((result) => (settleFromMemory(result) ? undefined : index)),
        );
      } else {
        memory.underWay.set(key, Promise.withResolvers());
        mine.push(index);
      }
    }
    const unanswered = Promise.all(others).then((all) =>
      all.filter((index) => index !== undefined),
    );
    return [mine, unanswered];
  };

  let open: readonly number[] = [...keys.keys()];
  while (open.length > 0) {
    signal?.throwIfAborted();
    const [mine, unanswered] = sort(open);
    const [, rest] = await unlessAborted(Promise.all([askFor(mine), unanswered]), signal);
    open = rest;
  }
  return results;
}

/** The promise's value, or a rejection as soon as the signal aborts. */
async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return promise;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
