import { describe, expect, it } from 'vitest';
import { createTurnstile } from './create-turnstile.ts';

const never = new AbortController().signal;

describe('createTurnstile', () => {
  it('runs tasks one at a time, in the order in which they came', async () => {
    const takeTurn = createTurnstile();
    const log: string[] = [];
    const task = (name: string) => async (): Promise<void> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
    };
    await Promise.all([takeTurn(task('a'), never), takeTurn(task('b'), never)]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('continues after a failed task', async () => {
    const takeTurn = createTurnstile();
    const failing = takeTurn(() => Promise.reject(new Error('broken')), never);
    const next = takeTurn(async () => 'fine', never);
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('fine');
  });

  it('rejects a waiting task at once when its signal aborts, and never runs it', async () => {
    const takeTurn = createTurnstile();
    const gate = Promise.withResolvers<undefined>();
    const first = takeTurn(() => gate.promise, never);
    const controller = new AbortController();
    let ran = false;
    const second = takeTurn(async () => {
      ran = true;
    }, controller.signal);
    const reason = new Error('no longer wanted');
    controller.abort(reason);
    await expect(second).rejects.toBe(reason);
    gate.resolve(undefined);
    await first;
    await takeTurn(async () => undefined, never);
    expect(ran).toBe(false);
  });
});
