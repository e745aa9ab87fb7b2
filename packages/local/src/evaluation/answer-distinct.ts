import type { OnResult, Usage } from '@dln/llm';

/** What the answer to a question costs that was asked already, or that is not asked at all. */
export const NOTHING: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/** Options of `answerDistinct`. */
export interface AnswerDistinctOptions<Request, Result> {
  readonly requests: readonly Request[];
  /** Requests with equal keys have equal answers. */
  readonly keyOf: (request: Request, index: number) => string;
  /** Answers requests that differ; tells each answer with the request's place in its list. */
  readonly answer: (requests: readonly Request[], onResult: OnResult<Result>) => Promise<void>;
  /** What stands for the answer to a request that cannot be asked. @default all can */
  readonly refuse?: (request: Request) => Result | undefined;
  readonly onResult: OnResult<Result> | undefined;
}

/** Asks equal requests once. The results come in the order of the requests; those that were not asked again have a usage of nothing. */
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
