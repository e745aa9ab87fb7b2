import { expect, it } from 'vitest';
import { reportCalibration } from './report-calibration.ts';

const right = (count: number): readonly boolean[] =>
  Array.from({ length: 20 }, (_, item) => item < count);

it('averages the gain over seeds by dataset, and over datasets', () => {
  const report = reportCalibration([
    { dataset: 'mpqa', seed: 1, calibrated: right(16), plain: right(10) },
    { dataset: 'mpqa', seed: 2, calibrated: right(14), plain: right(12) },
    { dataset: 'airline', seed: 1, calibrated: right(10), plain: right(12) },
  ]);
  expect(report).toMatch(/mpqa +2 +55\.0 +75\.0 +\+20\.0 /);
  expect(report).toMatch(/airline +1 +60\.0 +50\.0 +−10\.0 /);
  expect(report).toMatch(/^mean of these tasks: \+5\.0 points \(/m);
});

it('has an interval without width if calibration changes nothing', () => {
  const report = reportCalibration([
    { dataset: 'mpqa', seed: 1, calibrated: right(10), plain: right(10) },
    { dataset: 'trec', seed: 1, calibrated: right(5), plain: right(5) },
  ]);
  expect(report).toContain('mean of these tasks: 0.0 points (0.0 to 0.0)');
});
