import { expect, it } from 'vitest';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { createResult } from '../testing/create-result.ts';
import { buildSheets } from './build-sheets.ts';
import { describeOverallGains, meanRows } from './mean-over-datasets.ts';
import type { Sheet } from './sheet.ts';

const experiment = await loadExperiment('small-model');
const rows = ['0-shot as the paper', 'DLN-1 ours'];
const { cells } = planCells({
  name: 'small-model',
  experiment,
  model: 'm',
  rows,
  datasets: ['mpqa', 'trec'],
  seeds: [1, 2],
  sweep: [{ label: '', settings: {} }],
  dataDir: 'data',
});
const right = (count: number): boolean[] => Array.from({ length: 100 }, (_, item) => item < count);
const results = cells.map((cell) => {
  const { row, dataset } = cell.name;
  const gain = row === 'DLN-1 ours' ? (dataset === 'mpqa' ? 10 : 30) : 0;
  return createResult(cell, { right: right(40 + gain), cpuSeconds: 60, trainingTokens: 2000 });
});

function sheetOf(kept: typeof results): Sheet {
  const [sheet] = buildSheets(kept, { 'small-model': experiment }, 3);
  if (!sheet) throw new Error('there is no sheet');
  return sheet;
}

it('averages over datasets, with tokens and processor time of a run', () => {
  expect(meanRows(sheetOf(results))).toEqual([
    ['0-shot as the paper', '40.0', '2', '4', '2,000', '60'],
    ['DLN-1 ours', '60.0', '2', '4', '2,000', '60'],
  ]);
});

it('gives the mean gain, with an interval for these datasets and a wider one for others', () => {
  const [sentence = '', ...others] = describeOverallGains(sheetOf(results));
  expect(others).toEqual([]);
  expect(sentence).toMatch(
    /^DLN-1 ours over 0-shot as the paper: \+20\.0 points, mean over 2 datasets and 4 pairs of runs\./,
  );
  expect(sentence).toMatch(/over datasets as well \+\d+\.\d to \+\d+\.\d\.$/);
});

it('leaves out a row without results on some dataset', () => {
  const partial = results.filter(
    ({ cell: { name } }) => name.row === '0-shot as the paper' || name.dataset === 'mpqa',
  );
  expect(meanRows(sheetOf(partial)).map(([row]) => row)).toEqual(['0-shot as the paper']);
  expect(describeOverallGains(sheetOf(partial))).toEqual([]);
});
