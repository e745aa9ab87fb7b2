import { expect, it } from 'vitest';
import {
  availableLosses,
  computeAccuracy,
  computeLosses,
  createLoss,
  LossArgumentError,
  type Loss,
} from './index.ts';

it('post-processes both sides before it compares', () => {
  expect(computeLosses(createLoss('exact_match_loss'), ['Yes.', 'no'], ['yes', 'yes'])).toEqual([
    0, 1,
  ]);
});

it('gives 1 less the mean loss as accuracy', () => {
  expect(
    computeAccuracy(createLoss('exact_text_loss'), ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'x']),
  ).toBe(0.75);
  expect(computeAccuracy(createLoss('exact_text_loss'), ['a'], ['a'])).toBe(1);
  expect(computeAccuracy(createLoss('exact_text_loss'), [], [])).toBeNull();
});

it('works with any object of the right shape', () => {
  const lengthLoss: Loss = {
    name: 'length_loss',
    compute: (outputs, targets) =>
      outputs.map((output, index) =>
        Math.min(1, Math.abs(output.length - (targets[index] ?? '').length) / 10),
      ),
  };
  expect(computeLosses(lengthLoss, ['abc', 'abcde'], ['xyz', 'xyz'])).toEqual([0, 0.2]);
});

it.each(availableLosses())('%s refuses lists of different lengths', (name) => {
  const run = (): unknown => createLoss(name).compute(['1', '2'], ['1']);
  expect(run).toThrow(LossArgumentError);
  expect(run).toThrow(`${name}: there are 2 outputs and 1 targets. Pass one target per output.`);
});

const broken = (losses: unknown): Loss => ({ name: 'broken', compute: () => losses as number[] });

it.each([
  [[NaN], 'it returned NaN for the output "x"'],
  [[Infinity], 'it returned Infinity for the output "x"'],
  [[-0.1], 'it returned -0.1 for the output "x"'],
  [[1.5], 'it returned 1.5 for the output "x"'],
  [[undefined], 'it returned undefined for the output "x"'],
  [['0'], 'it returned "0" for the output "x"'],
  [[null], 'it returned null for the output "x"'],
  [[{ loss: 2 }], 'it returned {"loss":2} for the output "x"'],
  [new Array(1), 'it returned undefined for the output "x"'],
  [[], 'it returned 0 losses for 1 outputs'],
  [[0, 0], 'it returned 2 losses for 1 outputs'],
  [0, 'it returned 0 instead of a list of losses'],
  [Promise.resolve([0]), 'it returned a promise instead of a list of losses'],
])('refuses %j from a custom loss, and names the loss', (losses, problem) => {
  expect(() => computeLosses(broken(losses), ['x'], ['x'])).toThrow(
    expect.objectContaining({ name: 'LossValueError', code: 'loss-value', loss: 'broken' }),
  );
  expect(() => computeLosses(broken(losses), ['x'], ['x'])).toThrow(
    `broken: ${problem}. A loss must return one finite number from 0 (right) to 1 (wrong) per output.`,
  );
});
