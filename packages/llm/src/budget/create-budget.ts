import { checkOptions } from '../check-options.ts';
import { BudgetExceededError } from './budget-exceeded-error.ts';
import {
  addSpending,
  type BudgetLimits,
  NO_SPENDING,
  type Spending,
  subtractSpending,
} from './budget-limits.ts';

/** A part of a budget that a request holds while it is under way. */
export interface Reservation {
  /** Gives back what was not spent. */
  settle(spent: Spending): void;
  /** Counts all that was held as spent: no reply tells what the request has cost. */
  forfeit(): void;
}

/** Caps on spending that cannot be passed, however many requests are under way. */
export interface Budget {
  readonly limits: BudgetLimits;
  readonly spent: Spending;
  /** The part of `spent` that no reply accounts for: what failed attempts may have cost. */
  readonly unanswered: Spending;
  /** Whether this much can be held at once, without waiting. */
  fits(most: Spending): boolean;
  /**
   * Holds the most that a request can cost. Where that does not fit beside what others hold, it waits for them.
   *
   * @throws BudgetExceededError where it does not fit though nobody holds anything
   */
  reserve(most: Spending, options?: { readonly signal?: AbortSignal }): Promise<Reservation>;
}

/** Options of `createBudget`. */
export interface BudgetOptions {
  /** What the run spent before, such as until it was interrupted. @default nothing */
  readonly spentBefore?: Spending;
  /** The part of `spentBefore` that no reply accounts for. @default nothing */
  readonly unansweredBefore?: Spending;
  /** Hears what an attempt without a reply may have cost, so that it can be kept for the next process. */
  readonly onUnanswered?: (most: Spending) => void;
}

/** Below what any token costs: rounding in a sum of prices must not pass a cap. */
const ROUNDING_IN_DOLLARS = 1e-9;

/**
 * A budget. What a request may cost at most is held before it is sent, so that requests under way together cannot pass a cap either.
 *
 * @example
 * const budget = createBudget({ dollars: 5 });
 * const endpoint = createEndpoint({ apiKey, budget });
 */
export function createBudget(asked: BudgetLimits, options: BudgetOptions = {}): Budget {
  const known = ['requests', 'tokens', 'dollars'];
  const limits = checkOptions(asked, { caller: 'createBudget', known });
  const { spentBefore = NO_SPENDING, unansweredBefore = NO_SPENDING, onUnanswered } = options;
  let spent = spentBefore;
  let unanswered = unansweredBefore;
  let held = NO_SPENDING;
  let holders = 0;
  let waiting: (() => void)[] = [];

  const passedCap = (most: Spending): keyof BudgetLimits | undefined => {
    const total = addSpending(addSpending(spent, held), most);
    const { requests = Infinity, tokens = Infinity, dollars = Infinity } = limits;
    if (total.requests > requests) return 'requests';
    if (total.tokens > tokens) return 'tokens';
    return total.dollars > dollars - ROUNDING_IN_DOLLARS && most.dollars > 0
      ? 'dollars'
      : undefined;
  };

  const release = (most: Spending, actual: Spending): void => {
    holders--;
    held = holders === 0 ? NO_SPENDING : subtractSpending(held, most);
    spent = addSpending(spent, actual);
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
      held = addSpending(held, holding);
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
          unanswered = addSpending(unanswered, holding);
          onUnanswered?.(holding);
          release(holding, holding);
        },
      };
    },
  };
}

/** What is not known is in no sum; where a cap asks for it, it was refused. */
function finite({ requests, tokens, dollars }: Spending): Spending {
  const known = (value: number): number => (Number.isFinite(value) ? value : 0);
  return { requests, tokens: known(tokens), dollars: known(dollars) };
}
