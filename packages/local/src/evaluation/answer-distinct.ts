import type { OnResult, Usage } from '@dln/llm';

/** The usage of a repeated request, or of one that is not sent. */
export const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/** Options of `answerDistinct`. */
export interface AnswerDistinctOptions<Request, Result> {
  readonly requests: readonly Request[];
  /** Requests with equal keys have equal answers. */
  readonly keyOf: (request: Request, index: number) => string;
  /** Answers distinct requests. Reports each answer with the request's index in its list. */
  readonly answer: (requests: readonly Request[], onResult: OnResult<Result>) => Promise<void>;
  /** The answer to a request that cannot be sent. @default every request can be sent */
  readonly refuse?: (request: Request) => Result | undefined;
  readonly onResult: OnResult<Result> | undefined;
}

/**
 * Sends equal requests once. Results are in the order of the requests; repeated ones have zero
 * usage.
 */
export async function answerDistinct<Request, Result extends { readonly usage: Usage }>({
  requests,
  keyOf,
  answer,
  refuse = () => undefined,
  onResult,
}: AnswerDistinctOptions<Request, Result>): Promise<readonly Result[]> {
  if (requests.length === 0) return [];
  const groups = new Map<string, number[]>();
  for (const [index, request] of requests.entries()) {
    const key = keyOf(request, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  const indices = [...groups.values()];
  const results = new Array<Result>(requests.length);
  const distinct = indices.map(([first]) => requests[first as number] as Request);
  const hear = (result: Result, place: number): void => {
    for (const [repetition, index] of (indices[place] ?? []).entries()) {
      const own = repetition === 0 ? result : { ...result, usage: NOTHING };
      results[index] = own;
      onResult?.(own, index);
    }
  };
  const open = [...distinct.keys()].filter((place) => {
    const refused = refuse(distinct[place] as Request);
    if (refused !== undefined) hear(refused, place);
    return refused === undefined;
  });
  if (open.length === 0) return results;
  await answer(
    open.map((place) => distinct[place] as Request),
    (result, at) => {
      hear(result, open[at] as number);
    },
  );
  return results;
}
