import { addExpenses, type Expense, type RunEstimate } from '@dln/vi';

/** A figure that is not known before a run: its low end, what is expected, and its high end. */
export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** An expense, figure by figure. */
export interface ExpenseRanges {
  /** Questions, also those that have been answered before. */
  readonly calls: Range;
  /** Those that are sent: calls without questions that have been answered before. */
  readonly requests: Range;
  readonly promptTokens: Range;
  readonly completionTokens: Range;
  readonly tokens: Range;
  /** US dollars; null if a price is unknown. */
  readonly dollars: Range | null;
}

/** An expense at its three ends, figure by figure. */
export function toRanges(expense: Readonly<Record<keyof Range, Expense>>): ExpenseRanges {
  const range = (read: (one: Expense) => number): Range => ({
    low: Math.floor(read(expense.low)),
    expected: Math.round(read(expense.expected)),
    high: Math.ceil(read(expense.high)),
  });
  const { low, expected, high } = expense;
  const isPriced = low.dollars !== null && expected.dollars !== null && high.dollars !== null;
  return {
    calls: range(({ calls }) => calls),
    requests: range(({ calls, repeats }) => calls - repeats),
    promptTokens: range(({ promptTokens }) => promptTokens),
    completionTokens: range(({ completionTokens }) => completionTokens),
    tokens: range(({ promptTokens, completionTokens }) => promptTokens + completionTokens),
    dollars: isPriced ? { low: low.dollars, expected: expected.dollars, high: high.dollars } : null,
  };
}

/** A whole run with what comes before it. */
export function totalRanges(
  run: RunEstimate,
  probe: Readonly<Record<keyof Range, Expense>>,
): ExpenseRanges {
  return toRanges({
    low: addExpenses(run.low.total, probe.low),
    expected: addExpenses(run.expected.total, probe.expected),
    high: addExpenses(run.high.total, probe.high),
  });
}
