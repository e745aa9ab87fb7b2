import { createBatchedCall } from '../backends/create-batched-call.ts';
import { failedDistribution, failedGeneration, failedScore } from '../backends/failed-results.ts';
import type { Ends } from '../endpoint/waiting-list.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { Scheduler } from '../endpoint/create-scheduler.ts';
import type {
  GenerateOptions,
  GenerateRequest,
  LanguageModel,
  NextTokenOptions,
  ScoreTextOptions,
  ScoreTextRequest,
} from '../language-model.ts';

/**
 * A model whose requests go through a scheduler one by one: under its limit, retried, none waiting for another. For models that bring no
 * scheduler of their own; those of `createCompletionsModel` and `createChatModel` do.
 */
export function scheduled(model: LanguageModel, scheduler: Scheduler): LanguageModel {
  const { concurrency } = scheduler;
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);

  const runOne = <Result>(
    call: (signal: AbortSignal) => Promise<readonly Result[]>,
    ends: Ends,
  ): Promise<Result> =>
    scheduler.run(async (attemptSignal) => {
      const results = await call(attemptSignal);
      if (results.length === 1) return results[0] as Result;
      throw new Error(`${model.id} gave ${results.length} results for one request`);
    }, ends);

  const generate = createBatchedCall({
    concurrency,
    call: (request: GenerateRequest, options: GenerateOptions, ends) =>
      runOne((signal) => model.generate([request], { ...unheard(options), signal }), ends),
    fail: failedGeneration,
  });
  return {
    ...model,
    generate: (requests, options = {}) => generate(requests, options),
    ...(scoreText === undefined
      ? {}
      : {
          scoreText: (requests, options = {}) =>
            createBatchedCall({
              concurrency,
              call: (request: ScoreTextRequest, each: ScoreTextOptions, ends) =>
                runOne((signal) => scoreText([request], { ...unheard(each), signal }), ends),
              fail: failedScore,
            })(requests, options),
        }),
    ...(nextToken === undefined
      ? {}
      : {
          nextToken: createBatchedCall({
            concurrency,
            call: (context: Prompt, options: NextTokenOptions, ends) =>
              runOne((signal) => nextToken([context], { ...unheard(options), signal }), ends),
            fail: failedDistribution,
          }),
        }),
  };
}

/** Options without the listeners, who know the whole call's indices. */
function unheard<Options extends { readonly onResult?: unknown; readonly onStart?: unknown }>(
  options: Options,
): Omit<Options, 'onResult' | 'onStart'> {
  const { onResult: _, onStart: _start, ...rest } = options;
  return rest;
}
