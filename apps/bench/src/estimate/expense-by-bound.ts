import { addExpenses, type Bound, type Expense } from '@dln/vi';

/** An expense at its three ends. */
export type ExpenseByBound = Readonly<Record<Bound, Expense>>;

/** Two expenses as one, end by end. */
export function addBounds(one: ExpenseByBound, other: ExpenseByBound): ExpenseByBound {
  return {
    low: addExpenses(one.low, other.low),
    expected: addExpenses(one.expected, other.expected),
    high: addExpenses(one.high, other.high),
  };
}
