import { expect, it } from 'vitest';
import { countOrders, createOrderSet, intersectOrders } from './order-set.ts';

const numbers = Array.from({ length: 100 }, (_, number) => number);
const multiplesOf = (factor: number) => createOrderSet(numbers, (number) => number % factor === 0);

it('counts the orders for which a statement is true', () => {
  expect([1, 2, 3, 101].map((factor) => countOrders(multiplesOf(factor)))).toEqual([
    100, 50, 34, 1,
  ]);
});

it('has the orders for which all statements are true', () => {
  const common = intersectOrders([multiplesOf(2), multiplesOf(3), multiplesOf(31)]);
  expect(countOrders(common)).toBe(1);
  expect(countOrders(intersectOrders([multiplesOf(2), multiplesOf(3)]))).toBe(17);
  expect(countOrders(multiplesOf(2))).toBe(50);
});
