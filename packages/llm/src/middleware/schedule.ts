import { createBatchedCall } from '../backends/create-batched-call.ts';
import type { Scheduler } from '../endpoint/scheduler.ts';
import { everyCall } from './every-call.ts';
import type { ModelMiddleware, ResultOptions } from './model-middleware.ts';

/**
 * Sends the requests of a model one by one through a scheduler, which limits and retries them. For
 * models without a scheduler; those of `createCompletionsModel` and `createChatModel` have one.
 */
export function schedule(scheduler: Scheduler): ModelMiddleware {
  return everyCall(async ({ model, requests, options, next, fail }) => {
    const send = createBatchedCall({
      concurrency: scheduler.concurrency,
      call: (request: (typeof requests)[number], own: typeof options, ends) =>
        scheduler.run(async (signal) => {
          const results = await next([request], { ...withoutListeners(own), signal });
          const [result] = results;
          if (results.length === 1 && result !== undefined) return result;
          throw new Error(`${model.id} gave ${results.length} results for one request`);
        }, ends),
      fail,
    });
    return send(requests, options);
  });
}

/** The listeners of the call expect its indices, not those of a single request. */
function withoutListeners<Options extends ResultOptions<never>>(options: Options): Options {
  const { onResult: _, onStart: _start, ...rest } = options;
  return rest as Options;
}
