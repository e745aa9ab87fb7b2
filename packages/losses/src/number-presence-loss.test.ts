import { expect, it } from 'vitest';
import { computeLosses, LossArgumentError, numberPresenceLoss } from './index.ts';

const lossOf = (output: string, target: string): readonly number[] =>
  computeLosses(numberPresenceLoss, [output], [target]);

it('finds the target among all numbers of the output', () => {
  expect(lossOf('10, then 20, then 30', '20')).toEqual([0]);
  expect(lossOf('about 1,234.0 apples', '1234')).toEqual([0]);
  expect(lossOf('12kg', '12')).toEqual([1]);
});

it('keeps the reference’s faults: signs are not seen, and commas glue', () => {
  expect(lossOf('-5', '5')).toEqual([0]);
  expect(lossOf('-5', '-5')).toEqual([1]);
  expect(lossOf('1,2,3', '123')).toEqual([0]);
});

it('takes a point for the beginning of a number as the reference does: after a word', () => {
  expect(lossOf('x.5', '0.5')).toEqual([0]);
  expect(lossOf('version 1.2.3', '0.3')).toEqual([0]);
  expect(lossOf('version 1.2.3', '3')).toEqual([1]);
  expect(lossOf(' .5', '0.5')).toEqual([1]);
});

it('reads the digits of every script', () => {
  expect(lossOf('٤٢', '42')).toEqual([0]);
  expect(lossOf('𝟜𝟚', '42')).toEqual([0]);
});

it('refuses a target that is no number, and names a loss that would compare it', () => {
  expect(() => lossOf('5', 'five')).toThrow(LossArgumentError);
  expect(() => lossOf('5', 'five')).toThrow(
    'number_presence_loss: the target "five" is not a number. Compare texts with exact_text_loss',
  );
});
