import type { Usage } from '../language-model.ts';
import { type BudgetLimits, inUnitsOfCaps } from './budget-limits.ts';

/** The next request could pass a cap, so it was not sent. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
  readonly userFacing = true;
  readonly code = 'budget-exceeded';
  readonly cap: keyof BudgetLimits;
  readonly limit: number;
  readonly spent: Usage;

  constructor({
    cap,
    limit,
    spent,
    most,
  }: {
    readonly cap: keyof BudgetLimits;
    readonly limit: number;
    readonly spent: Usage;
    /** What the request could have cost. */
    readonly most: Usage;
  }) {
    const next = inUnitsOfCaps(most)[cap];
    const more = Number.isFinite(next)
      ? `the next request could take ${show(cap, next)} more`
      : 'what the next request could take is not known';
    super(
      `The cap of ${show(cap, limit)} ${cap} is reached: ${show(cap, inUnitsOfCaps(spent)[cap])} are spent, and ${more}.`,
    );
    this.cap = cap;
    this.limit = limit;
    this.spent = spent;
  }
}

/** Six digits: sums of small prices have long tails. */
function show(cap: keyof BudgetLimits, value: number): string {
  return cap === 'dollars' ? String(Number(value.toPrecision(6))) : String(value);
}
