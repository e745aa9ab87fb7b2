import { describe, expect, it } from 'vitest';
import { runTogether, shareItems } from './run-together.ts';

const never = new AbortController().signal;

describe('runTogether', () => {
  it('stops the others when one fails, and waits for them before it throws', async () => {
    const log: string[] = [];
    const failing = async (): Promise<void> => {
      throw new Error('broken');
    };
    const slow = async (signal: AbortSignal): Promise<void> => {
      await Promise.resolve();
      await Promise.resolve();
      log.push(signal.aborted ? 'told to stop' : 'goes on');
    };
    await expect(runTogether([failing, slow], never)).rejects.toThrow('broken');
    expect(log).toEqual(['told to stop']);
  });

  it('runs nothing for a signal that is aborted already', async () => {
    const reason = new Error('too late');
    let ran = false;
    const task = async (): Promise<void> => {
      ran = true;
    };
    await expect(runTogether([task], AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(ran).toBe(false);
  });
});

describe('shareItems', () => {
  it('gives the next item to an idle worker', async () => {
    const done: string[] = [];
    await shareItems({
      workers: ['slow', 'quick'],
      items: [1, 2, 3, 4],
      signal: never,
      async work(worker, item) {
        for (let tick = 0; tick < (worker === 'slow' ? 100 : 1); tick++) await Promise.resolve();
        done.push(`${worker} ${item}`);
      },
    });
    expect(done).toEqual(['quick 2', 'quick 3', 'quick 4', 'slow 1']);
  });
});
