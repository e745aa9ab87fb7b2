import { addCosts, type Cost } from '@dln/llm';
import type { Bound } from '@dln/vi';

/** Low, expected and high estimates of a cost. */
export type CostByBound = Readonly<Record<Bound, Cost>>;

/** Adds two costs bound by bound. */
export function addBounds(one: CostByBound, other: CostByBound): CostByBound {
  return {
    low: addCosts(one.low, other.low),
    expected: addCosts(one.expected, other.expected),
    high: addCosts(one.high, other.high),
  };
}
