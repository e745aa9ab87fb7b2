import { expect, it } from 'vitest';

import { reportEachResult } from './report-each-result.ts';

it('reports what the model reports, as it arrives', async () => {
  const reported: string[] = [];
  const end = Promise.withResolvers<undefined>();
  const call = reportEachResult<string>(
    async (onResult) => {
      onResult('b', 1);
      await end.promise;
      return ['a', 'b'];
    },
    (result, index) => reported.push(`${index}${result}`),
  );
  expect(reported).toEqual(['1b']);
  end.resolve(undefined);
  expect(await call).toEqual(['a', 'b']);
  expect(reported).toEqual(['1b', '0a']);
});

it('reports all results after the call if the model reports none', async () => {
  const reported: string[] = [];
  await reportEachResult<string>(
    () => Promise.resolve(['a', 'b']),
    (result, index) => reported.push(`${index}${result}`),
  );
  expect(reported).toEqual(['0a', '1b']);
});

it('reports no result twice', async () => {
  const reported: number[] = [];
  await reportEachResult<string>(
    (onResult) => {
      onResult('a', 0);
      onResult('a', 0);
      return Promise.resolve(['a']);
    },
    (_, index) => reported.push(index),
  );
  expect(reported).toEqual([0]);
});
