import { createBudget, type Budget, type BudgetOptions } from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { callAfter } from './call-after.ts';
import { RunError } from '../directory/run-error.ts';

/** The settings that cap a run, and what it costs; they may be other ones when it is resumed. */
export type Caps = Pick<
  Configuration,
  'maxRequests' | 'maxTokensTotal' | 'maxCost' | 'maxMinutes' | 'prices'
>;

/** The budget that a configuration's caps make. */
export function createRunBudget(
  { maxRequests, maxTokensTotal, maxCost }: Caps,
  options: BudgetOptions = {},
): Budget {
  return createBudget(
    {
      ...(maxRequests === null ? {} : { requests: maxRequests }),
      ...(maxTokensTotal === null ? {} : { tokens: maxTokensTotal }),
      ...(maxCost === null ? {} : { dollars: maxCost }),
    },
    options,
  );
}

/** A signal that also aborts when a run's time is up, and a way to stop the clock. */
export function capTime(
  { maxMinutes }: Pick<Caps, 'maxMinutes'>,
  signal: AbortSignal,
): Disposable & { readonly signal: AbortSignal } {
  if (maxMinutes === null) return { signal, [Symbol.dispose]: () => undefined };
  const timeUp = new AbortController();
  const timer = callAfter(maxMinutes * 60_000, () => {
    timeUp.abort(
      new RunError({
        code: 'time-cap',
        message: `The cap of ${maxMinutes} minutes is reached.`,
      }),
    );
  });
  return {
    signal: AbortSignal.any([signal, timeUp.signal]),
    [Symbol.dispose]: () => {
      timer[Symbol.dispose]();
    },
  };
}
