import { addExpenses, type Bound, type Expense } from '@dln/vi';

/** Low, expected and high estimates of an expense. */
export type ExpenseByBound = Readonly<Record<Bound, Expense>>;

/** Adds two expenses bound by bound. */
export function addBounds(one: ExpenseByBound, other: ExpenseByBound): ExpenseByBound {
  return {
    low: addExpenses(one.low, other.low),
    expected: addExpenses(one.expected, other.expected),
    high: addExpenses(one.high, other.high),
  };
}
