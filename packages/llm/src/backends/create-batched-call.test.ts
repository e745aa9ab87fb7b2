import { expect, it } from 'vitest';

import type { Ends } from '../endpoint/waiting-list.ts';
import type { OnResult } from '../language-model.ts';
import { createBatchedCall } from './create-batched-call.ts';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Calls once with these requests. */
const runAll = <Request, Result>({
  requests,
  concurrency,
  run,
  ...options
}: {
  readonly requests: readonly Request[];
  readonly concurrency: number;
  readonly run: (request: Request, ends: Required<Ends>) => Promise<Result>;
  readonly onResult?: OnResult<Result>;
  readonly signal?: AbortSignal;
}): Promise<readonly Result[]> =>
  createBatchedCall<Request, typeof options, Result>({
    concurrency,
    call: (request, _, ends) => run(request, ends),
    fail: ({ message }) => {
      throw new Error(message);
    },
  })(requests, options);

it('returns the results in the order of the requests, whichever ends first', async () => {
  const run = async (turns: number): Promise<number> => {
    for (let turn = 0; turn < turns; turn++) await tick();
    return turns;
  };
  expect(await runAll({ requests: [3, 0, 2, 1], concurrency: 4, run })).toEqual([3, 0, 2, 1]);
});

it('starts the next request while a slow one is under way', async () => {
  const straggler = Promise.withResolvers<string>();
  const done: string[] = [];
  const call = runAll({
    requests: ['slow', 'a', 'b', 'c'],
    concurrency: 2,
    run: (name) => (name === 'slow' ? straggler.promise : Promise.resolve(name)),
    onResult: (name) => done.push(name),
  });
  await tick();
  expect(done).toEqual(['a', 'b', 'c']);
  straggler.resolve('slow');
  await call;
});

it('reports each result with the index of its request as it arrives', async () => {
  const reported: [string, number][] = [];
  await runAll({
    requests: ['a', 'b'],
    concurrency: 1,
    run: (name) => Promise.resolve(name.toUpperCase()),
    onResult: (result, index) => reported.push([result, index]),
  });
  expect(reported).toEqual([
    ['A', 0],
    ['B', 1],
  ]);
});

it('starts nothing more after an error, and lets requests under way finish', async () => {
  const started: number[] = [];
  const reported: number[] = [];
  const sibling = Promise.withResolvers<undefined>();
  const call = runAll({
    requests: [0, 1, 2, 3, 4],
    concurrency: 2,
    run: async (index, { closing }) => {
      started.push(index);
      if (index === 1) throw new Error('one failed');
      await sibling.promise;
      expect(closing.aborted).toBe(true);
      return index;
    },
    onResult: (index) => reported.push(index),
  });
  await tick();
  sibling.resolve(undefined);
  await expect(call).rejects.toThrow('one failed');
  expect(started).toEqual([0, 1]);
  expect(reported).toEqual([0]);
});

it('rejects with the first of several errors', async () => {
  const call = runAll({
    requests: [2, 0, 1],
    concurrency: 3,
    run: async (turns) => {
      for (let turn = 0; turn < turns; turn++) await tick();
      throw new Error(`after ${turns}`);
    },
  });
  await expect(call).rejects.toThrow('after 0');
});

it('reports results that came before another request failed', async () => {
  const reported: string[] = [];
  const call = runAll({
    requests: ['good', 'bad'],
    concurrency: 1,
    run: (name) => (name === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve(name)),
    onResult: (name) => reported.push(name),
  });
  await expect(call).rejects.toThrow('no');
  expect(reported).toEqual(['good']);
});

it('passes an abort on, with its reason', async () => {
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const call = runAll({
    requests: [0],
    concurrency: 1,
    signal: controller.signal,
    run: (_, { signal }) => {
      seen = signal;
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    },
  });
  controller.abort(new Error('enough'));
  await expect(call).rejects.toThrow('enough');
  expect(seen?.aborted).toBe(true);
});

it('runs nothing if the signal is already aborted, and nothing for an empty list', async () => {
  const run = () => Promise.reject(new Error('ran'));
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(runAll({ requests: [1], concurrency: 1, run, signal })).rejects.toThrow('enough');
  expect(await runAll({ requests: [], concurrency: 1, run })).toEqual([]);
});
