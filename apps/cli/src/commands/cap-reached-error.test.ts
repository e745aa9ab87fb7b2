import { expect, it } from 'vitest';
import type { ReachedCap } from '@dln/run';
import { CapReachedError } from './cap-reached-error.ts';

it.each<readonly [ReachedCap['setting'], number, string]>([
  ['maxRequests', 40, '--max-requests 80'],
  ['maxTokensTotal', 1500, '--max-tokens-total 3000'],
  ['maxCost', 0.15, '--max-cost 0.3'],
  ['maxMinutes', 0.03, '--max-minutes 1'],
  ['maxMinutes', 30, '--max-minutes 60'],
])('gives the command that raises %s from %d', (setting, limit, flag) => {
  const cap = { setting, limit, message: 'It is reached.' };
  expect(new CapReachedError(cap, 'runs/a').message).toBe(
    `It is reached. To go on, raise it: dln resume runs/a ${flag}`,
  );
});

it('quotes a folder whose name has a space', () => {
  const cap = { setting: 'maxRequests', limit: 1, message: 'It is reached.' } as const;
  const { message } = new CapReachedError(cap, 'my runs/a');
  expect(message).toContain('dln resume "my runs/a" --max-requests 2');
});
