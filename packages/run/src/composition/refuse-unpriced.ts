import { createUnknownPriceError, type Budget } from '@dln/llm';

/**
 * Refuses a model without a known price if money is capped, before anything is sent to anybody.
 *
 * @throws ModelSettingError `unknown-price`
 */
export function refuseUnpriced(model: string, budget: Budget | undefined): void {
  if (budget?.limits.dollars !== undefined) throw createUnknownPriceError(model);
}
