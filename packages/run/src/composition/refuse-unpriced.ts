import { UnknownPriceError, type Budget } from '@dln/llm';

/**
 * Refuses a model whose price nobody knows where money is capped, before anything is sent to anybody.
 *
 * @throws UnknownPriceError
 */
export function refuseUnpriced(model: string, budget: Budget | undefined): void {
  if (budget?.limits.dollars !== undefined) throw new UnknownPriceError(model);
}
