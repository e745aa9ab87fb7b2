import { describe, expect, it } from 'vitest';
import { computeLosses, finalNumberLoss, LossArgumentError } from './index.ts';

const lossOf = (output: string, target: string): readonly number[] =>
  computeLosses(finalNumberLoss, [output], [target]);

describe('final_number_loss', () => {
  it.each([
    ['First 10, then 5. So 10 - 5 = 5.', '5'],
    ['so it is -1,234.50', '-1234.5'],
    ['-$5', '-5'],
    ['−5', '-5'],
    ['$15.50.', '15.5'],
    ['.5', '0.5'],
    ['1e3', '1000'],
    ['12kg', '12'],
    ['1,234,567', '1234567'],
    ['1,2,3', '3'],
    ['12,34', '34'],
    ['-0', '0'],
    ['١٢', '12'],
    ['10-5', '5'],
    ['(3)-5', '5'],
    ['#### 72', '72'],
    ['100%', '100'],
    ['3, because of x12', '3'],
    ['3, as in v1.5', '3'],
    ['so...42', '42'],
    ['10 -5', '-5'],
    ['The answer is 5, because 3 + 2 = 5 and 7 is more', '5'],
    ['The answer is 10 - 5 = 5.', '5'],
    ['The answer is 5. I used 3 steps', '5'],
    ['<think>maybe 7</think> 5', '5'],
    [String.raw`so \boxed{\frac{1}{2}} of 3`, '1/2'],
    ['{"answer": 5, "steps": 3}', '5'],
    ['It is 1 1/2.', '1.5'],
    ['½', '0.5'],
    ['05/01/2021', '2021'],
    ['2 × 10^3', '2000'],
    ['12\u202F345', '12345'],
    ['10 5', '5'],
  ])('%j is right for %j', (output, target) => {
    expect(lossOf(output, target)).toEqual([0]);
  });

  it.each([
    ['5', '-5'],
    ['20, or 30', '20'],
    ['1,2,3', '123'],
    ['x12', '12'],
    ['no number', '0'],
    ['', '0'],
    ['1.5', '5'],
    ['3/2', '1/2'],
    ['The answer is 7, not 5', '5'],
    ['<think>it is 5', '5'],
  ])('%j is wrong for %j', (output, target) => {
    expect(lossOf(output, target)).toEqual([1]);
  });

  it('refuses a target without a number', () => {
    expect(() => lossOf('5', 'five')).toThrow(LossArgumentError);
  });
});
