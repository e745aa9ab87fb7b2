import { checkOptions } from '../check-options.ts';
import type { Usage } from '../language-model.ts';
import { addUsage, dollarsOf, NO_USAGE, subtractUsage } from '../usage/usage.ts';
import { BudgetExceededError } from './budget-exceeded-error.ts';
import { type BudgetLimits, inUnitsOfCaps } from './budget-limits.ts';

/** The part of a budget that a request reserves while it is under way. */
export interface Reservation {
  /** Gives back what was not spent. */
  settle(spent: Usage): void;
  /** Counts everything reserved as spent: no reply reports what the request cost. */
  forfeit(): void;
}

/** Caps on spending that cannot be passed, however many requests are under way. */
export interface Budget {
  readonly limits: BudgetLimits;
  readonly spent: Usage;
  /** The part of `spent` without a reply: what failed attempts may have cost. */
  readonly unanswered: Usage;
  /** Whether this much can be reserved at once, without waiting. */
  fits(most: Usage): boolean;
  /**
   * Reserves the most that a request can cost. Waits for other requests if it does not fit beside
   * their reservations.
   *
   * @throws BudgetExceededError if it does not fit although no request is under way
   */
  reserve(most: Usage, options?: { readonly signal?: AbortSignal }): Promise<Reservation>;
}

/** Options of `createBudget`. */
export interface BudgetOptions {
  /** Already spent, such as before an interruption. @default nothing */
  readonly spentBefore?: Usage;
  /** The part of `spentBefore` without a reply. @default nothing */
  readonly unansweredBefore?: Usage;
  /** Called with what an attempt without a reply may have cost, so that it can be persisted. */
  readonly onUnanswered?: (most: Usage) => void;
}

/** Below what any token costs: rounding in a sum of prices must not pass a cap. */
const ROUNDING_IN_DOLLARS = 1e-9;

/**
 * A budget. The most that a request may cost is reserved before it is sent, so that concurrent
 * requests cannot pass a cap either. Under a cap on dollars, a request without a price is refused.
 *
 * @example
 * const budget = createBudget({ dollars: 5 });
 * const endpoint = createEndpoint({ apiKey, budget });
 */
export function createBudget(asked: BudgetLimits, options: BudgetOptions = {}): Budget {
  const known = ['requests', 'tokens', 'dollars'];
  const limits = checkOptions(asked, { caller: 'createBudget', known });
  const { spentBefore = NO_USAGE, unansweredBefore = NO_USAGE, onUnanswered } = options;
  let spent = withDollars(spentBefore, 0);
  let unanswered = withDollars(unansweredBefore, 0);
  let held = NO_USAGE;
  let holders = 0;
  let waiting: (() => void)[] = [];

  const passedCap = (asked: Usage): keyof BudgetLimits | undefined => {
    const most = withDollars(asked, Infinity);
    const next = inUnitsOfCaps(most);
    const total = inUnitsOfCaps(addUsage(addUsage(spent, held), most));
    const { requests = Infinity, tokens = Infinity, dollars = Infinity } = limits;
    if (total.requests > requests) return 'requests';
    if (total.tokens > tokens) return 'tokens';
    return total.dollars > dollars - ROUNDING_IN_DOLLARS && next.dollars > 0
      ? 'dollars'
      : undefined;
  };

  const release = (most: Usage, actual: Usage): void => {
    holders--;
    held = holders === 0 ? NO_USAGE : subtractUsage(held, most);
    spent = addUsage(spent, withDollars(actual, 0));
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };

  return {
    limits,
    get spent() {
      return spent;
    },
    get unanswered() {
      return unanswered;
    },
    fits: (most) => passedCap(most) === undefined,
    async reserve(most, { signal } = {}) {
      for (;;) {
        signal?.throwIfAborted();
        const cap = passedCap(most);
        if (cap === undefined) break;
        if (holders === 0) {
          throw new BudgetExceededError({ cap, limit: limits[cap] ?? 0, spent, most });
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      const holding = finite(most);
      held = addUsage(held, holding);
      holders++;
      let isOpen = true;
      return {
        settle(actual) {
          if (!isOpen) return;
          isOpen = false;
          release(holding, actual);
        },
        forfeit() {
          if (!isOpen) return;
          isOpen = false;
          unanswered = addUsage(unanswered, holding);
          onUnanswered?.(holding);
          release(holding, holding);
        },
      };
    },
  };
}

/** Unknown amounts are in no sum; under a cap on them the request was refused. */
function finite({ promptTokens, completionTokens, dollars, ...usage }: Usage): Usage {
  const known = (value: number): number => (Number.isFinite(value) ? value : 0);
  return {
    ...usage,
    promptTokens: known(promptTokens),
    completionTokens: known(completionTokens),
    dollars: dollars === undefined ? 0 : known(dollars),
  };
}

function withDollars(usage: Usage, ifUnknown: number): Usage {
  return { ...usage, dollars: dollarsOf(usage) ?? ifUnknown };
}
