import { describe, expect, it } from 'vitest';

import { ApiCallError } from './api-call-error.ts';
import { createScheduler } from './create-scheduler.ts';
import type { RunOptions, Scheduler, SchedulerOptions } from './scheduler.ts';

class Failure extends Error {
  readonly isRetryable: boolean;
  readonly isUnreachable: boolean;
  readonly retryAfterInMs: number | undefined;

  constructor({
    isRetryable = true,
    isUnreachable = false,
    retryAfterInMs = undefined as number | undefined,
  } = {}) {
    super('failed');
    this.isRetryable = isRetryable;
    this.isUnreachable = isUnreachable;
    this.retryAfterInMs = retryAfterInMs;
  }
}

/** A scheduler that does not really wait, and what it would have waited. */
function createTestScheduler(options: SchedulerOptions = {}) {
  const waits: number[] = [];
  const scheduler = createScheduler({
    random: () => 1,
    sleep: (delayInMs) => {
      waits.push(delayInMs);
      return Promise.resolve();
    },
    ...options,
  });
  return { scheduler, waits };
}

/** Fails as often as told, then gives its attempts. */
function failing(times: number, createFailure: () => Error = () => new Failure()) {
  let attempts = 0;
  return () => {
    attempts++;
    return attempts <= times ? Promise.reject(createFailure()) : Promise.resolve(attempts);
  };
}

/**
 * A scheduler that something has been answered through, so that it no longer sends one request
 * ahead.
 */
async function createProvenScheduler(options: SchedulerOptions = {}) {
  const test = createTestScheduler(options);
  await test.scheduler.run(() => Promise.resolve());
  return test;
}

describe('a scheduler', () => {
  it('runs no more at once than its concurrency, and starts the next as soon as one ends', async () => {
    const { scheduler } = await createProvenScheduler({ concurrency: 2 });
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<undefined>());
    const started: number[] = [];
    const runs = gates.map(({ promise }, index) =>
      scheduler.run(() => {
        started.push(index);
        return promise;
      }),
    );
    expect(started).toEqual([0, 1]);
    gates[1]?.resolve(undefined);
    await runs[1];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    gates.forEach((gate) => gate.resolve(undefined));
    await Promise.all(runs);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('begins another task when a reply has arrived, and keeps no more replies than its concurrency', async () => {
    const { scheduler } = createTestScheduler({ concurrency: 2 });
    await scheduler.run(async () => Promise.resolve());
    const begun: { readonly arrived: () => void; readonly end: () => void }[] = [];
    const runs = Array.from({ length: 6 }, () =>
      scheduler.run(async (_, arrived) => {
        const ending = Promise.withResolvers<undefined>();
        begun.push({ arrived, end: () => ending.resolve(undefined) });
        await ending.promise;
      }),
    );
    const settled = async (): Promise<number> => {
      await new Promise((resolve) => setImmediate(resolve));
      return begun.length;
    };
    expect(await settled()).toBe(2);
    begun[0]?.arrived();
    begun[0]?.arrived();
    expect(await settled()).toBe(3);
    begun[1]?.arrived();
    expect(await settled()).toBe(4);
    begun[2]?.arrived();
    expect(await settled()).toBe(4);
    begun[0]?.end();
    expect(await settled()).toBe(5);
    for (let at = 1; at < runs.length; at++) {
      begun[at]?.end();
      await settled();
    }
    await Promise.all(runs);
    expect(scheduler.statistics.succeeded).toBe(7);
  });

  it('retries what may pass, waiting twice as long each time', async () => {
    const { scheduler, waits } = createTestScheduler();
    expect(await scheduler.run(failing(3))).toBe(4);
    expect(waits).toEqual([250, 500, 1000]);
    expect(scheduler.statistics).toEqual({ attempts: 4, retries: 3, succeeded: 1 });
  });

  it('does not retry what stays as it is', async () => {
    const { scheduler } = createTestScheduler();
    const task = failing(1, () => new Failure({ isRetryable: false }));
    await expect(scheduler.run(task)).rejects.toThrow('failed');
    expect(scheduler.statistics.attempts).toBe(1);
  });

  it('does not retry a defect', async () => {
    const { scheduler } = createTestScheduler();
    await expect(scheduler.run(failing(1, () => new RangeError('oops')))).rejects.toThrow('oops');
    expect(scheduler.statistics.attempts).toBe(1);
  });

  it('gives up after its retries with the last error', async () => {
    const { scheduler } = createTestScheduler({ maxRetries: 2 });
    await expect(scheduler.run(failing(9))).rejects.toThrow('failed');
    expect(scheduler.statistics).toEqual({ attempts: 3, retries: 2, succeeded: 0 });
  });

  it('counts retries of a kind with a lower bound apart from those of others', async () => {
    const { scheduler } = createTestScheduler({ maxRetries: 10 });
    const broken = (): Error => Object.assign(new Failure(), { maxRetries: 1 });
    const inTurn = (failures: readonly Error[]) => {
      let attempts = 0;
      return () => {
        const failure = failures[attempts++];
        return failure ? Promise.reject(failure) : Promise.resolve(attempts);
      };
    };
    const mixed = [new Failure(), new Failure(), new Failure(), broken()];
    expect(await scheduler.run(inTurn(mixed))).toBe(5);
    await expect(scheduler.run(inTurn([broken(), broken()]))).rejects.toThrow('failed');
  });

  it('waits as long as the server asks, where that is longer', async () => {
    const { scheduler, waits } = createTestScheduler();
    await scheduler.run(failing(1, () => new Failure({ retryAfterInMs: 7000 })));
    await scheduler.run(failing(1, () => new Failure({ retryAfterInMs: 1 })));
    // The first of each pair holds the others back, the second is the request's own.
    expect(waits).toEqual([7000, 7000, 1, 250]);
  });

  it('does not wait for a server that asks for too long', async () => {
    const { scheduler, waits } = createTestScheduler({ maxRetryAfterInMs: 1000 });
    const task = failing(1, () => new Failure({ retryAfterInMs: 1001 }));
    await expect(scheduler.run(task)).rejects.toThrow('failed');
    expect(waits).toEqual([]);
  });

  it('waits for a server that went away, not for one that was never there', async () => {
    const { scheduler } = createTestScheduler();
    const task = () => failing(1, () => new Failure({ isUnreachable: true }));
    await expect(scheduler.run(task())).rejects.toThrow('failed');
    await scheduler.run(() => Promise.resolve());
    expect(await scheduler.run(task())).toBe(2);
  });

  it('leaves its slot to others while it waits to retry', async () => {
    const nap = Promise.withResolvers<undefined>();
    const { scheduler } = createTestScheduler({ concurrency: 1, sleep: async () => nap.promise });
    const retried = scheduler.run(failing(1));
    expect(await scheduler.run(() => Promise.resolve('other'))).toBe('other');
    nap.resolve(undefined);
    expect(await retried).toBe(2);
  });

  it('sends retries before what has not been tried yet', async () => {
    const { scheduler } = createTestScheduler({ concurrency: 1 });
    const order: string[] = [];
    const note = (name: string, task: () => Promise<unknown>) => () => {
      order.push(name);
      return task();
    };
    const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
    await Promise.all([
      scheduler.run(note('a', failing(1))),
      ...['b', 'c'].map((name) => scheduler.run(note(name, wait))),
    ]);
    expect(order).toEqual(['a', 'b', 'a', 'c']);
  });

  it('retries an attempt whose time is up, and ends it by its signal', async () => {
    const { scheduler } = createTestScheduler({ timeoutInMs: 5 });
    const signals: AbortSignal[] = [];
    const result = await scheduler.run((signal) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise<string>(() => {}) : Promise.resolve('late');
    });
    expect(result).toBe('late');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it.each([0, -1, 1.5])('refuses a concurrency of %s', (concurrency) => {
    expect(() => createScheduler({ concurrency })).toThrow(TypeError);
  });
});

/** Tasks that are under way until they are let go. */
function createGates(scheduler: Scheduler, count: number, options: RunOptions = {}) {
  const gates = Array.from({ length: count }, () => Promise.withResolvers<string>());
  const started: number[] = [];
  const runs = gates.map(({ promise }, index) =>
    scheduler.run(() => {
      started.push(index);
      return promise;
    }, options),
  );
  return { gates, started, runs };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const refusal = (status: number): ApiCallError =>
  new ApiCallError({ message: `${status}`, url: 'http://here/v1', status, isRetryable: true });

describe('under load, a scheduler', () => {
  it('sends one request ahead, so that a wrong key costs one and no more', async () => {
    const { scheduler } = createTestScheduler({ concurrency: 8 });
    const { gates, started, runs } = createGates(scheduler, 4);
    expect(started).toEqual([0]);
    gates[0]?.resolve('answered');
    await runs[0];
    await turn();
    expect(started).toEqual([0, 1, 2, 3]);
    for (const gate of gates) gate.resolve('');
    await Promise.all(runs);
  });

  it.each([429, 503, 529])(
    'sends less at once after %i, and more again as it is answered',
    async (status) => {
      const { scheduler } = await createProvenScheduler({ concurrency: 10 });
      await scheduler.run(failing(1, () => refusal(status)));
      expect(scheduler.currentConcurrency).toBe(7);
      for (let answer = 0; answer < 100; answer++) await scheduler.run(() => Promise.resolve());
      expect(scheduler.currentConcurrency).toBe(10);
    },
  );

  it.each([500, 502])(
    'sends as much as before after %i, which is no sign of load',
    async (status) => {
      const { scheduler } = await createProvenScheduler({ concurrency: 10 });
      await scheduler.run(failing(3, () => refusal(status)));
      expect(scheduler.currentConcurrency).toBe(10);
    },
  );

  it('sends less at once where time runs out', async () => {
    const { scheduler } = await createProvenScheduler({ concurrency: 10, timeoutInMs: 5 });
    let attempts = 0;
    await scheduler.run(() =>
      attempts++ === 0 ? new Promise<string>(() => {}) : Promise.resolve('late'),
    );
    expect(scheduler.currentConcurrency).toBe(7);
  });

  it('sends nothing at all while a server asks one request to wait', async () => {
    const naps: PromiseWithResolvers<undefined>[] = [];
    const { scheduler } = await createProvenScheduler({
      concurrency: 4,
      sleep: () => {
        const nap = Promise.withResolvers<undefined>();
        naps.push(nap);
        return nap.promise;
      },
    });
    const refused = scheduler.run(failing(1, () => new Failure({ retryAfterInMs: 9000 })));
    await turn();
    const { started, runs, gates } = createGates(scheduler, 2);
    await turn();
    expect(started).toEqual([]);
    for (const nap of naps) nap.resolve(undefined);
    expect(await refused).toBe(2);
    expect(started).toEqual([0, 1]);
    for (const gate of gates) gate.resolve('');
    await Promise.all(runs);
  });

  it('waits for a limit to refill that an answer says is used up', async () => {
    const { scheduler, waits } = await createProvenScheduler({ concurrency: 4 });
    const answer = (remaining: number) =>
      scheduler.run(() => {
        scheduler.heed({
          allowances: [{ of: 'requests', limit: 60, remaining, resetInMs: 60_000 }],
        });
        return Promise.resolve();
      });
    await answer(1);
    expect(waits).toEqual([]);
    await answer(0);
    expect(waits).toEqual([4000]);
  });

  it('takes a limit on tokens for as many requests as it holds', async () => {
    const { scheduler, waits } = await createProvenScheduler({ concurrency: 2 });
    await scheduler.run(() => {
      scheduler.heed({
        allowances: [{ of: 'tokens', limit: 2000, remaining: 99, resetInMs: 6000 }],
        tokens: 100,
      });
      return Promise.resolve();
    });
    expect(waits).toEqual([600]);
  });

  it('leaves no timer behind when no request is left', async () => {
    const ended: unknown[] = [];
    const { scheduler } = await createProvenScheduler({
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            ended.push(signal.reason);
            reject(new Error('ended'));
          });
        }),
    });
    await scheduler.run(() => {
      scheduler.heed({ allowances: [{ of: 'requests', remaining: 0, resetInMs: 60_000 }] });
      return Promise.resolve();
    });
    expect(ended).toHaveLength(1);
    expect(await scheduler.run(() => Promise.resolve('goes on'))).toBe('goes on');
  });

  it('tells what each retry was for, and how long it waits', async () => {
    const kinds: string[] = [];
    const waits: number[] = [];
    const { scheduler } = await createProvenScheduler({
      onRetry: (kind, { delayInMs }) => {
        kinds.push(kind);
        waits.push(delayInMs);
      },
    });
    await scheduler.run(failing(1, () => refusal(429)));
    await scheduler.run(failing(1, () => refusal(500)));
    await scheduler.run(failing(1));
    expect(kinds).toEqual(['rate-limit', 'server-error', 'other']);
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(125);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(250);
  });
});

describe('closing', () => {
  it('lets what is under way come to its end, and starts nothing more', async () => {
    const { scheduler } = await createProvenScheduler({ concurrency: 1 });
    const closing = new AbortController();
    const { gates, started, runs } = createGates(scheduler, 2, { closing: closing.signal });
    closing.abort(new Error('another failed'));
    gates[0]?.resolve('paid for');
    expect(await runs[0]).toBe('paid for');
    await expect(runs[1]).rejects.toThrow('another failed');
    expect(started).toEqual([0]);
  });

  it('makes no attempt again', async () => {
    const { scheduler } = await createProvenScheduler();
    const closing = new AbortController();
    const run = scheduler.run(
      () => {
        closing.abort(new Error('another failed'));
        return Promise.reject(new Failure());
      },
      { closing: closing.signal },
    );
    await expect(run).rejects.toThrow('another failed');
  });
});

describe('an abort', () => {
  it('ends a task that is queued, which then never starts', async () => {
    const { scheduler } = createTestScheduler({ concurrency: 1 });
    const gate = Promise.withResolvers<undefined>();
    const first = scheduler.run(() => gate.promise);
    const controller = new AbortController();
    let hasStarted = false;
    const second = scheduler.run(
      () => {
        hasStarted = true;
        return Promise.resolve();
      },
      { signal: controller.signal },
    );
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    gate.resolve(undefined);
    await first;
    expect(hasStarted).toBe(false);
  });

  it('ends a task that is under way, and tells it', async () => {
    const { scheduler } = createTestScheduler();
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const run = scheduler.run(
      (signal) => {
        seen = signal;
        return new Promise(() => {});
      },
      { signal: controller.signal },
    );
    controller.abort(new Error('enough'));
    await expect(run).rejects.toThrow('enough');
    expect(seen?.aborted).toBe(true);
  });

  it('ends a task that waits to be retried', async () => {
    const controller = new AbortController();
    const scheduler = createScheduler({ random: () => 1 });
    const run = scheduler.run(
      failing(9, () => new Failure({ retryAfterInMs: 60_000 })),
      {
        signal: controller.signal,
      },
    );
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(run).rejects.toThrow('enough');
  });

  it('ends a task before it is queued', async () => {
    const { scheduler } = createTestScheduler();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(scheduler.run(() => Promise.resolve(), { signal })).rejects.toThrow('enough');
    expect(scheduler.statistics.attempts).toBe(0);
  });
});
