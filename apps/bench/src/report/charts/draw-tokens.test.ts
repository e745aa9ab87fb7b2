import { expect, it } from 'vitest';
import { planCells } from '../../cells/plan-cells.ts';
import { loadExperiment } from '../../experiments/load-experiment.ts';
import { createResult } from '../../testing/create-result.ts';
import { buildSheets } from '../build-sheets.ts';
import type { Sheet } from '../sheet.ts';
import { drawTokens } from './draw-tokens.ts';

const experiment = await loadExperiment('small-model');
const { cells } = planCells({
  name: 'small-model',
  experiment,
  model: 'm',
  rows: ['0-shot as the paper', 'DLN-1 ours'],
  datasets: ['mpqa', 'trec'],
  seeds: [1, 2],
  sweep: [{ label: '', settings: {} }],
  dataDir: 'data',
});

function sheetOf(isKept: (row: string, dataset: string, seed: number) => boolean): Sheet {
  const results = cells
    .filter(({ name: { row, dataset, seed } }) => isKept(row, dataset, seed))
    .map((cell) => createResult(cell));
  const [sheet] = buildSheets(results, { 'small-model': experiment }, 3);
  if (!sheet) throw new Error('there is no sheet');
  return sheet;
}

const pointsIn = (svg: string): number => svg.match(/<circle/g)?.length ?? 0;

it('draws a point for each seed and one for each row, with its name', () => {
  const svg = drawTokens(sheetOf(() => true)) ?? '';
  // Two rows of two seeds each, and their means.
  expect(pointsIn(svg)).toBe(6);
  expect(svg).toContain('DLN-1 ours</text>');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
});

it('leaves out a seed that lacks a dataset', () => {
  const sheet = sheetOf(
    (row, dataset, seed) => row !== 'DLN-1 ours' || dataset === 'mpqa' || seed === 1,
  );
  expect(pointsIn(drawTokens(sheet) ?? '')).toBe(5);
});

it('draws nothing for one dataset', () => {
  expect(drawTokens(sheetOf((_, dataset) => dataset === 'mpqa'))).toBeUndefined();
});
