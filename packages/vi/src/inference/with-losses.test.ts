import { expect, it } from 'vitest';
import type { Loss } from '@dln/losses';
import { withLosses } from './with-losses.ts';

const context = { input: '2 + 3', example: { input: '2 + 3', target: '5' }, hiddenTexts: [] };

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
  const answers = ['3', '4', '5'].map((output) => ({ output, target: '5', context }));
  expect(await withLosses(loss, answers)).toEqual([
    { output: '3', target: '5', context, loss: 1 },
    { failure: { kind: 'module-error', message: 'no fours' } },
    { output: '5', target: '5', context, loss: 0 },
  ]);
});

it('ends with an error that concerns more than one answer', async () => {
  await expect(withLosses(loss, [{ output: 'defect', target: '5', context }])).rejects.toThrow(
    'a defect',
  );
});

it('waits for a loss that answers later, and keeps its feedback', async () => {
  const later: Loss = {
    name: 'later',
    compute: async (outputs, _targets, contexts) =>
      outputs.map((_, index) => ({ loss: 0.5, feedback: `read ${contexts?.[index]?.input}` })),
  };
  const answer = { output: '4', target: '5', context };
  expect(await withLosses(later, [answer])).toEqual([
    { ...answer, loss: 0.5, feedback: 'read 2 + 3' },
  ]);
});
