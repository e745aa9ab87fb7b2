import { expect, it } from 'vitest';
import type { Loss } from '@dln/losses';
import { withLosses } from './with-losses.ts';

class ItemError extends Error {
  readonly itemFailure = 'module-error';
}

const loss: Loss = {
  name: 'no_fours',
  compute: (outputs, targets) =>
    outputs.map((output, index) => {
      if (output === '4') throw new ItemError('no fours');
      if (output === 'defect') throw new TypeError('a defect');
      return output === targets[index] ? 0 : 1;
    }),
};

it('makes an answer that a loss cannot compare a failure, and measures the others', async () => {
  const answers = ['3', '4', '5'].map((output) => ({ output, target: '5' }));
  expect(await withLosses(loss, answers)).toEqual([
    { output: '3', target: '5', loss: 1 },
    { failure: { kind: 'module-error', message: 'no fours' } },
    { output: '5', target: '5', loss: 0 },
  ]);
});

it('ends with an error that concerns more than one answer', async () => {
  await expect(withLosses(loss, [{ output: 'defect', target: '5' }])).rejects.toThrow('a defect');
});
