import { everyCall } from '../middleware/every-call.ts';
import type { ModelMiddleware } from '../middleware/model-middleware.ts';
import { numberRepetitions } from '../middleware/number-repetitions.ts';
import { reportEachResult } from '../middleware/report-each-result.ts';
import type { CallOptions, Usage } from '../language-model.ts';
import { priceUsage } from '../prices/price.ts';
import { NO_USAGE } from '../usage/usage.ts';
import type { Budget, Reservation } from './create-budget.ts';
import { mostPromptTokens, mostUse } from './most-use.ts';

/** Requests for scores and next tokens write at most one token. */
const SCORING_REPLY_TOKENS = 1;

/**
 * Counts the requests of a model against a budget. For models whose endpoint has no budget:
 * functions, models of the AI SDK, models in this process. A call that does not fit as a whole is
 * sent in parts, as far as the budget goes. A retry inside the model counts if its reply reports
 * it.
 *
 * @throws BudgetExceededError from a call whose next request does not fit
 *
 * @example
 * const model = wrapModel(fromFunction(write), enforceBudget(createBudget({ requests: 100 })));
 */
export function enforceBudget(budget: Budget): ModelMiddleware {
  const counting = everyCall(async ({ model, requests, options, next, promptOf, sampling }) => {
    const replyTokens = sampling ? (sampling.maxTokens ?? Infinity) : SCORING_REPLY_TOKENS;
    const mostOf = (request: (typeof requests)[number]): Usage =>
      mostUse(mostPromptTokens(promptOf(request)), replyTokens, model.price);
    const results: Awaited<ReturnType<typeof next>>[number][] = [];
    while (results.length < requests.length) {
      const start = results.length;
      const held = await reserveMany(budget, requests.slice(start).map(mostOf), options);
      const started = new Set<number>();
      try {
        const part = await reportEachResult<(typeof results)[number]>(
          async (onResult) =>
            next(requests.slice(start, start + held.length), {
              ...options,
              onResult,
              onStart: (index) => {
                started.add(index);
                options.onStart?.(start + index);
              },
            }),
          (result, index) => {
            held[index]?.settle(priceUsage(result.usage, model.price));
            options.onResult?.(result, start + index);
          },
        );
        results.push(...part);
      } finally {
        // Settled reservations stay as they are. A model that reports no starts may have sent
        // everything; one in this process sends nothing, so what it did not answer cost nothing.
        const isLocal = model.capabilities.textScoring === 'in-process';
        held.forEach((reservation, index) => {
          if (isLocal || (started.size > 0 && !started.has(index))) reservation.settle(NO_USAGE);
          else reservation.forfeit();
        });
      }
    }
    return results;
  });
  return {
    ...counting,
    wrapGenerate: (call) => counting.wrapGenerate({ ...call, requests: numberRepetitions(call) }),
  };
}

/** Reservations for the first requests: all that fit without waiting, at least one. */
async function reserveMany(
  budget: Budget,
  [first, ...others]: readonly Usage[],
  { signal }: Pick<CallOptions, 'signal'>,
): Promise<readonly Reservation[]> {
  if (first === undefined) return [];
  const ends = signal === undefined ? {} : { signal };
  const held = [await budget.reserve(first, ends)];
  for (const most of others) {
    if (!budget.fits(most)) break;
    held.push(await budget.reserve(most, ends));
  }
  return held;
}
