import { describe, expect, it } from 'vitest';

import { BudgetExceededError } from './budget-exceeded-error.ts';
import { createBudget } from './create-budget.ts';

const request = (tokens: number, dollars = 0) => ({ requests: 1, tokens, dollars });

describe('createBudget', () => {
  it('refuses what could pass a cap, and says which', async () => {
    const budget = createBudget(
      { tokens: 100 },
      { spentBefore: { requests: 5, tokens: 60, dollars: 0 } },
    );
    const refusal = budget.reserve(request(41));
    await expect(refusal).rejects.toThrow(BudgetExceededError);
    await expect(refusal).rejects.toThrow(
      'The cap of 100 tokens is reached: 60 are spent, and the next request could take 41 more.',
    );
    expect(budget.spent.tokens).toBe(60);
  });

  it('lets a request wait for what another gives back', async () => {
    const budget = createBudget({ tokens: 100 });
    const first = await budget.reserve(request(80));
    let isIn = false;
    const second = budget.reserve(request(80)).then((reservation) => {
      isIn = true;
      return reservation;
    });
    await Promise.resolve();
    expect(isIn).toBe(false);
    first.settle(request(10));
    (await second).settle(request(20));
    expect(budget.spent).toEqual({ requests: 2, tokens: 30, dollars: 0 });
  });

  it('is never passed, whatever is under way', async () => {
    const budget = createBudget({ requests: 40, tokens: 1000 });
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, async (_, index) => {
        const reservation = await budget.reserve(request(100));
        await Promise.resolve();
        reservation.settle(request(20 + (index % 60)));
      }),
    );
    expect(budget.spent.tokens).toBeLessThanOrEqual(1000);
    expect(budget.spent.requests).toBeLessThanOrEqual(40);
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);
  });

  it('caps money as well, and says how much', async () => {
    const budget = createBudget({ dollars: 0.5 });
    (await budget.reserve(request(1, 0.4))).settle(request(1, 0.3));
    await expect(budget.reserve(request(1, 0.25))).rejects.toThrow(
      'The cap of 0.5 dollars is reached: 0.3 are spent, and the next request could take 0.25 more.',
    );
    expect(budget.spent.dollars).toBe(0.3);
  });

  it('lets nothing through a cap on money whose price nobody knows', async () => {
    await expect(createBudget({ dollars: 5 }).reserve(request(1, Infinity))).rejects.toThrow(
      'nobody knows how much more the next request could take',
    );
    const capless = createBudget({ requests: 5 });
    (await capless.reserve(request(Infinity, Infinity))).settle(request(7));
    expect(capless.spent).toEqual({ requests: 1, tokens: 7, dollars: 0 });
  });

  it('counts all that was held where no reply tells what it has cost', async () => {
    const heard: unknown[] = [];
    const budget = createBudget({}, { onUnanswered: (most) => heard.push(most) });
    const reservation = await budget.reserve(request(80, 0.1));
    reservation.forfeit();
    reservation.settle(request(5));
    expect(budget.spent).toEqual(request(80, 0.1));
    expect(budget.unanswered).toEqual(request(80, 0.1));
    expect(heard).toEqual([request(80, 0.1)]);
  });

  it('adds up no error of rounding until a cap is passed', async () => {
    const budget = createBudget({ dollars: 0.3 });
    for (let sent = 0; sent < 4; sent++)
      await budget.reserve(request(1, 0.1)).then(
        (reservation) => {
          reservation.settle(request(1, 0.1));
        },
        () => undefined,
      );
    expect(budget.spent.dollars).toBeLessThanOrEqual(0.3);
  });

  it('counts a settlement once', async () => {
    const budget = createBudget({});
    const reservation = await budget.reserve(request(5));
    reservation.settle(request(5));
    reservation.settle(request(5));
    expect(budget.spent.tokens).toBe(5);
  });
});
