import { describe, expect, it } from 'vitest';

import { BudgetExceededError } from './budget-exceeded-error.ts';
import { tokensOf } from '../usage/usage.ts';
import { createBudget } from './create-budget.ts';

const request = (promptTokens: number, dollars = 0) => ({
  requests: 1,
  promptTokens,
  completionTokens: 0,
  dollars,
});

describe('createBudget', () => {
  it('refuses a request that could pass a cap, and names the cap', async () => {
    const budget = createBudget({ tokens: 100 }, { spentBefore: { ...request(60), requests: 5 } });
    const refusal = budget.reserve(request(41));
    await expect(refusal).rejects.toThrow(BudgetExceededError);
    await expect(refusal).rejects.toThrow(
      'The cap of 100 tokens is reached: 60 are spent, and the next request could take 41 more.',
    );
    expect(tokensOf(budget.spent)).toBe(60);
  });

  it('lets a request wait until another releases its reservation', async () => {
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
    expect(budget.spent).toEqual({ ...request(30), requests: 2 });
  });

  it('is not exceeded by concurrent requests', async () => {
    const budget = createBudget({ requests: 40, tokens: 1000 });
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, async (_, index) => {
        const reservation = await budget.reserve(request(100));
        await Promise.resolve();
        reservation.settle(request(20 + (index % 60)));
      }),
    );
    expect(tokensOf(budget.spent)).toBeLessThanOrEqual(1000);
    expect(budget.spent.requests).toBeLessThanOrEqual(40);
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);
  });

  it('caps money, and names the amounts', async () => {
    const budget = createBudget({ dollars: 0.5 });
    (await budget.reserve(request(1, 0.4))).settle(request(1, 0.3));
    await expect(budget.reserve(request(1, 0.25))).rejects.toThrow(
      'The cap of 0.5 dollars is reached: 0.3 are spent, and the next request could take 0.25 more.',
    );
    expect(budget.spent.dollars).toBe(0.3);
  });

  it('refuses a request without a price under a cap on money', async () => {
    await expect(createBudget({ dollars: 5 }).reserve(request(1, Infinity))).rejects.toThrow(
      'what the next request could take is not known',
    );
    const capless = createBudget({ requests: 5 });
    (await capless.reserve(request(Infinity, Infinity))).settle(request(7));
    expect(capless.spent).toEqual(request(7));
  });

  it('counts everything reserved when no reply reports the cost', async () => {
    const reported: unknown[] = [];
    const budget = createBudget({}, { onUnanswered: (most) => reported.push(most) });
    const reservation = await budget.reserve(request(80, 0.1));
    reservation.forfeit();
    reservation.settle(request(5));
    expect(budget.spent).toEqual(request(80, 0.1));
    expect(budget.unanswered).toEqual(request(80, 0.1));
    expect(reported).toEqual([request(80, 0.1)]);
  });

  it('does not let rounding errors pass a cap', async () => {
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
    expect(tokensOf(budget.spent)).toBe(5);
  });
});
