import { expect, it } from 'vitest';
import { settleAll } from './settle-all.ts';

it('gives the values of all', async () => {
  expect(await settleAll([Promise.resolve(1), 'two'])).toEqual([1, 'two']);
});

it('lets the others come to their end before it rejects', async () => {
  const slow = Promise.withResolvers<string>();
  let hasRejected = false;
  const all = settleAll([Promise.reject(new Error('one failed')), slow.promise]).catch(
    (error: unknown) => {
      hasRejected = true;
      return error;
    },
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasRejected).toBe(false);
  slow.resolve('paid for');
  expect(await all).toEqual(new Error('one failed'));
});
