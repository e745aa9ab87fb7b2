import { hearEachResult } from '../decorators/hear-each-result.ts';
import type { CallOptions, LanguageModel, OnResult, Usage } from '../language-model.ts';
import { priceUsage } from '../prices/price.ts';
import { appendToPrompt, type Prompt } from '../prompts/prompt.ts';
import { NO_SPENDING, type Spending } from './budget-limits.ts';
import type { Budget, Reservation } from './create-budget.ts';
import { mostPromptTokens, mostUse } from './most-use.ts';

/**
 * A model whose requests count against a budget, for models whose endpoint has none: those of a function, of the AI SDK, or in this process. A call
 * that does not fit as a whole is sent in parts, as far as the budget goes. A retry inside the model counts if its reply reports it.
 *
 * @throws BudgetExceededError from a call whose next request does not fit
 *
 * @example
 * const model = budgeted(fromFunction(write), createBudget({ requests: 100 }));
 */
export function budgeted(model: LanguageModel, budget: Budget): LanguageModel {
  const { price } = model;
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  const spendingOf = (given: Usage): Spending => {
    const usage = priceUsage(given, price);
    const { requests = 1, promptTokens, completionTokens, dollars = 0 } = usage;
    return { requests, tokens: promptTokens + completionTokens, dollars };
  };
  const most = (prompt: Prompt, replyTokens: number): Spending => ({
    requests: 1,
    ...mostUse(mostPromptTokens(prompt), replyTokens, price),
  });

  /** Sends requests in order, as many together as the budget has room for. */
  const send = async <Request, Result extends { readonly usage: Usage }>(
    requests: readonly Request[],
    options: CallOptions & { readonly onResult?: OnResult<Result> | undefined },
    mostOf: (request: Request) => Spending,
    call: (
      part: readonly Request[],
      listeners: Pick<CallOptions, 'onStart'> & { readonly onResult: OnResult<Result> },
    ) => Promise<readonly Result[]>,
  ): Promise<readonly Result[]> => {
    const results: Result[] = [];
    while (results.length < requests.length) {
      const start = results.length;
      const held = await reserveMany(budget, requests.slice(start).map(mostOf), options);
      const started = new Set<number>();
      try {
        const part = await hearEachResult<Result>(
          (onResult) =>
            call(requests.slice(start, start + held.length), {
              onResult,
              onStart: (index) => {
                started.add(index);
                options.onStart?.(start + index);
              },
            }),
          (result, index) => {
            held[index]?.settle(spendingOf(result.usage));
            options.onResult?.(result, start + index);
          },
        );
        results.push(...part);
      } finally {
        // Settled reservations stay as they are. A model that reports no starts may have sent everything.
        held.forEach((reservation, index) => {
          if (started.size > 0 && !started.has(index)) reservation.settle(NO_SPENDING);
          else reservation.forfeit();
        });
      }
    }
    return results;
  };

  return {
    ...model,
    countTokens: (text) => model.countTokens(text),
    generate: (requests, options = {}) =>
      send(
        requests,
        options,
        ({ prompt }) => most(prompt, options.maxTokens ?? Infinity),
        (part, listeners) => model.generate(part, { ...options, ...listeners }),
      ),
    ...(scoreText === undefined
      ? {}
      : {
          scoreText: (requests, options = {}) =>
            send(
              requests,
              options,
              ({ context, continuation }) => most(appendToPrompt(context, continuation), 1),
              (part, listeners) => scoreText(part, { ...options, ...listeners }),
            ),
        }),
    ...(nextToken === undefined
      ? {}
      : {
          nextToken: (contexts, options) =>
            send(
              contexts,
              options,
              (context) => most(context, 1),
              (part, listeners) => nextToken(part, { ...options, ...listeners }),
            ),
        }),
  };
}

/** Reservations for the first requests, as many as fit without waiting, and at least one. */
async function reserveMany(
  budget: Budget,
  [first, ...others]: readonly Spending[],
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
