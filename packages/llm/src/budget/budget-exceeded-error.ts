import type { BudgetLimits, Spending } from './budget-limits.ts';

/** The next request could pass a cap, so it was not sent. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
  readonly userFacing = true;
  readonly cap: keyof BudgetLimits;
  readonly limit: number;
  readonly spent: Spending;

  constructor({
    cap,
    limit,
    spent,
    most,
  }: {
    readonly cap: keyof BudgetLimits;
    readonly limit: number;
    readonly spent: Spending;
    /** What the request could have cost. */
    readonly most: Spending;
  }) {
    const next = Number.isFinite(most[cap])
      ? `the next request could take ${show(cap, most[cap])} more`
      : 'nobody knows how much more the next request could take';
    super(
      `The cap of ${show(cap, limit)} ${cap} is reached: ${show(cap, spent[cap])} are spent, and ${next}.`,
    );
    this.cap = cap;
    this.limit = limit;
    this.spent = spent;
  }
}

/** Sums of small prices have tails of digits that nobody can read. */
function show(cap: keyof BudgetLimits, value: number): string {
  return cap === 'dollars' ? String(Number(value.toPrecision(6))) : String(value);
}
